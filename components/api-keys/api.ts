"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type AnswerOf, type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";

const key = ["api-keys"];
/** So that the last use of a key is shown without a reload. */
const POLL_MS = 15_000;

/** What a key is, as its form gives it. */
export type KeyChange = BodyOf<"changeApiKey">;

/** One page of the keys with their states. */
export function useApiKeys(
  initialData: AnswerOf<"listApiKeys">,
  cursor: string | undefined,
) {
  return useQuery({
    queryKey: [...key, "page", cursor],
    queryFn: () => call("listApiKeys", { query: { cursor } }),
    initialData,
    refetchInterval: POLL_MS,
  });
}

/** A change that needs a recent sign-in and reloads the list afterwards. */
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
  useKeyMutation((body: KeyChange) => call("createApiKey", { body }));

export const useChangeKey = (id: string) =>
  useKeyMutation((body: KeyChange) => call("changeApiKey", { id, body }));

export const useRotateKey = (id: string) =>
  useKeyMutation((overlapHours: number) =>
    call("rotateApiKey", { id, body: { overlapHours } }),
  );

export const useRevokeKey = (id: string) =>
  useKeyMutation(() => call("revokeApiKey", { id }));

const FOUND = 20;

/** The first accounts that match a text. */
export function useFoundAccounts(q: string) {
  return useQuery({
    queryKey: [...key, "accounts", q],
    queryFn: () =>
      call("listAccounts", {
        query: { limit: FOUND, sort: "name_asc", q: q || undefined },
      }),
  });
}
