"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import type { ApiKey, NewSecret } from "#lib/identity/api-keys/index.ts";
import type { Scope } from "#lib/access/index.ts";

const key = ["api-keys"];
/** That a key was used shows without a reload. */
const POLL_MS = 15_000;

/** What a key is, as its form gives it. */
export interface KeyChange {
  name: string;
  scopes: Scope[];
  accounts: string[] | null;
  allow: string[];
  requestsPerMinute: number;
  expiresAt: string | null;
}

interface Page {
  items: ApiKey[];
  nextCursor: string | null;
}

/** One page of the keys with how they stand. */
export function useApiKeys(initialData: Page, cursor: string | undefined) {
  const query = new URLSearchParams(cursor ? { cursor } : {}).toString();
  return useQuery({
    queryKey: [...key, "page", query],
    queryFn: () => api<Page>(`/api-keys?${query}`),
    initialData,
    refetchInterval: POLL_MS,
  });
}

/** A change that wants a recent sign-in; afterwards the list shows what is. */
function useKeyMutation<Answer, Input = void>(
  act: (input: Input) => Promise<Answer>,
) {
  const client = useQueryClient();
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (input: Input) => proven(() => act(input)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export const useCreateKey = () =>
  useKeyMutation((body: KeyChange) =>
    api<NewSecret>("/api-keys", { method: "POST", body }),
  );

export const useChangeKey = (id: string) =>
  useKeyMutation((body: KeyChange) =>
    api<undefined>(`/api-keys/${id}`, { method: "PUT", body }),
  );

export const useRotateKey = (id: string) =>
  useKeyMutation((overlapHours: number) =>
    api<NewSecret>(`/api-keys/${id}/rotate`, {
      method: "POST",
      body: { overlapHours },
    }),
  );

export const useRevokeKey = (id: string) =>
  useKeyMutation(() => api<undefined>(`/api-keys/${id}`, { method: "DELETE" }));

const FOUND = 20;

/** The first accounts that a text finds. */
export function useFoundAccounts(q: string) {
  return useQuery({
    queryKey: [...key, "accounts", q],
    queryFn: () =>
      api<{ items: AccountSummary[]; nextCursor: string | null }>(
        `/accounts?${new URLSearchParams({ limit: String(FOUND), sort: "name_asc", ...(q ? { q } : {}) }).toString()}`,
      ),
  });
}
