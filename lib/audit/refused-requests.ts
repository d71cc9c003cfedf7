import { processSingleton } from "#lib/base/process-singleton.ts";

const MAX_REQUESTS = 1_000;
const audited = processSingleton("refused requests", () => new Set<string>());

/** Records that a function has audited the refusal of this request, in more detail than its route could. */
export function markRefusalAudited(requestId: string | null | undefined): void {
  if (!requestId) return;
  const [oldest] = audited;
  if (audited.size >= MAX_REQUESTS && oldest !== undefined)
    audited.delete(oldest);
  audited.add(requestId);
}

/** Whether the refusal of this request has been audited. */
export const isRefusalAudited = (
  requestId: string | null | undefined,
): boolean => (requestId ? audited.has(requestId) : false);
