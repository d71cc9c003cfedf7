"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { ownFactorsQuery } from "#components/sign-in/api.ts";
import { makePasskey } from "#components/sign-in/ask-for-passkey.ts";
import type { OwnFactors } from "#lib/identity/second-factors/index.ts";

/** Runs what wants a recent sign-in, and asks for a proof where it must (`useRecentSignIn`). */
export type Proven = <Answer>(act: () => Promise<Answer>) => Promise<Answer>;

/** A new authenticator app: its secret for people, and for the QR code. */
export interface BegunTotp {
  secret: string;
  uri: string;
}

/** With the first factor come recovery codes. */
interface Added {
  recoveryCodes: string[] | null;
}

export function useOwnFactors(initialData: OwnFactors) {
  return useQuery({ ...ownFactorsQuery, initialData });
}

function useFactorMutation<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      client.invalidateQueries({ queryKey: ownFactorsQuery.queryKey }),
  });
}

const path = "/session/factors";

export const useBeginTotp = (proven: Proven) =>
  useMutation({
    mutationFn: () =>
      proven(() => api<BegunTotp>(`${path}/totp`, { method: "POST" })),
  });

export const useConfirmTotp = (proven: Proven) =>
  useFactorMutation((code: string) =>
    proven(() =>
      api<Added>(`${path}/totp/confirm`, { method: "POST", body: { code } }),
    ),
  );

export const useRemoveTotp = (proven: Proven) =>
  useFactorMutation((code: string) =>
    proven(() =>
      api<undefined>(`${path}/totp`, { method: "DELETE", body: { code } }),
    ),
  );

export const useRenewCodes = (proven: Proven) =>
  useFactorMutation(() =>
    proven(() =>
      api<{ recoveryCodes: string[] }>(`${path}/recovery-codes`, {
        method: "POST",
      }),
    ),
  );

export const useAddPasskey = (proven: Proven) =>
  useFactorMutation(async (name: string) => {
    const attestation = await proven(makePasskey);
    return api<Added>(`${path}/passkeys`, {
      method: "POST",
      body: { name, attestation },
    });
  });

export const useRenamePasskey = (id: string) =>
  useFactorMutation((name: string) =>
    api<undefined>(`${path}/passkeys/${id}`, { method: "PUT", body: { name } }),
  );

export const useRemovePasskey = (proven: Proven) =>
  useFactorMutation((id: string) =>
    proven(() =>
      api<undefined>(`${path}/passkeys/${id}`, { method: "DELETE" }),
    ),
  );

export const useRequireOfAdmins = (proven: Proven) =>
  useFactorMutation((secondFactorRequired: boolean) =>
    proven(() =>
      api<undefined>("/security-settings", {
        method: "PUT",
        body: { secondFactorRequired },
      }),
    ),
  );
