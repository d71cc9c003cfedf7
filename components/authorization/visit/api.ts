"use client";

import { useMutation } from "@tanstack/react-query";
import { call } from "#components/api-client.ts";
import type { ReportedReason } from "#lib/authorization/kinds.ts";

/** Reports the visitor's progress to the operator's dialog; best effort, errors are ignored. */
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
