"use client";

import { useMutation } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";
import type { ReportedReason } from "#lib/authorization/kinds.ts";

/** The visitor's page tells the operator's dialog how far it is; that it gets through is good to have and no more. */
export function report(
  token: string,
  operation: "reportOpened" | "reportFollowed",
  state: string,
): void {
  call(operation, { token, body: { state } }, { keepalive: true }).catch(
    () => undefined,
  );
}

export function useReportReason(token: string, state: string) {
  return useMutation({
    mutationFn: (reason: ReportedReason) =>
      call("reportProblem", { token, body: { state, reason } }),
  });
}
