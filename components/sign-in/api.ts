"use client";

import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { OwnFactors } from "#lib/identity/second-factors/index.ts";

/** By what the person who sits here can prove who they are. */
export const ownFactorsQuery = queryOptions({
  queryKey: ["factors"],
  queryFn: () => api<OwnFactors>("/session/factors"),
});

/** Proves again who sits here. */
export function useConfirmPassword() {
  return useMutation({
    mutationFn: (password: string) =>
      api<undefined>("/session/confirm", {
        method: "POST",
        body: { password },
      }),
  });
}

/** Asks for a link to choose a new password. */
export function useForgottenPassword() {
  return useMutation({
    mutationFn: (email: string) =>
      api<undefined>("/forgot-password", { method: "POST", body: { email } }),
  });
}
