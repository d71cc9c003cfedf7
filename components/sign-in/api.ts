"use client";

import { queryOptions, useMutation } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";

/** By what the person who sits here can prove who they are. */
export const ownFactorsQuery = queryOptions({
  queryKey: ["factors"],
  queryFn: () => call("getOwnFactors"),
});

/** Proves again who sits here. */
export function useConfirmPassword() {
  return useMutation({
    mutationFn: (password: string) =>
      call("confirmIdentity", { body: { password } }),
  });
}

/** Asks for a link to choose a new password. */
export function useForgottenPassword() {
  return useMutation({
    mutationFn: (email: string) => call("askForReset", { body: { email } }),
  });
}
