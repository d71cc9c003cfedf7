"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";
import { profileFactorsQuery } from "#components/sign-in/api.ts";
import { makePasskey } from "#components/sign-in/ask-for-passkey.ts";
import type { ProfileFactors } from "#lib/identity/second-factors/index.ts";

/** Runs a call that needs a recent sign-in and asks for one if necessary (`useRecentSignIn`). */
export type Proven = <Answer>(act: () => Promise<Answer>) => Promise<Answer>;

export function useProfileFactors(initialData: ProfileFactors) {
  return useQuery({ ...profileFactorsQuery, initialData });
}

function useFactorMutation<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      client.invalidateQueries({ queryKey: profileFactorsQuery.queryKey }),
  });
}

export const useBeginTotp = (proven: Proven) =>
  useMutation({
    mutationFn: () => proven(() => call("beginTotp")),
  });

export const useConfirmTotp = (proven: Proven) =>
  useFactorMutation((code: string) =>
    proven(() => call("confirmTotp", { body: { code } })),
  );

export const useRemoveTotp = (proven: Proven) =>
  useFactorMutation((code: string) =>
    proven(() => call("removeTotp", { body: { code } })),
  );

export const useRenewCodes = (proven: Proven) =>
  useFactorMutation(() => proven(() => call("renewRecoveryCodes")));

export const useAddPasskey = (proven: Proven) =>
  useFactorMutation(async (name: string) => {
    const attestation = await proven(makePasskey);
    return call("addPasskey", { body: { name, attestation } });
  });

export const useRenamePasskey = (id: string) =>
  useFactorMutation((name: string) =>
    call("renamePasskey", { id, body: { name } }),
  );

export const useRemovePasskey = (proven: Proven) =>
  useFactorMutation((id: string) =>
    proven(() => call("removePasskey", { id })),
  );

export const useRequireOfAdmins = (proven: Proven) =>
  useFactorMutation((secondFactorRequired: boolean) =>
    proven(() =>
      call("changeSecuritySettings", { body: { secondFactorRequired } }),
    ),
  );
