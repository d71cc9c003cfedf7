"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { ReportedReason } from "#lib/authorization/kinds.ts";

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
