"use client";

import { queryOptions, useMutation } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";

/** The ways in which the current user can confirm their identity. */
export const profileFactorsQuery = queryOptions({
  queryKey: ["factors"],
  queryFn: () => call("getOwnFactors"),
});

/** Confirms the current user's identity by password. */
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
