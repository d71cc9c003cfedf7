"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";

/** What a visitor may have seen on WeChat's side, which WeChat does not tell us. */
export const reasons = [
  "not_admin",
  "refused",
  "code_expired",
  "providers_full",
  "exclusive_held",
] as const;
export type ReportedReason = (typeof reasons)[number];

/** The visitor's page tells the operator's dialog how far it is; that it gets through is good to have and no more. */
export function report(
  token: string,
  step: "opened" | "followed",
  state: string,
): void {
  api(`/authorization-links/${token}/${step}`, {
    method: "POST",
    body: { state },
    keepalive: true,
  }).catch(() => undefined);
}

export function useReportReason(token: string, state: string) {
  return useMutation({
    mutationFn: (reason: ReportedReason) =>
      api<undefined>(`/authorization-links/${token}/report`, {
        method: "POST",
        body: { state, reason },
      }),
  });
}
