import { processSingleton } from "#lib/base/process-singleton.ts";

const MOST = 1_000;
const told = processSingleton("refused requests", () => new Set<string>());

/** A function has told of the refusal of this request itself, and better than its route could. */
export function rememberRefused(requestId: string | null | undefined): void {
  if (!requestId) return;
  const [oldest] = told;
  if (told.size >= MOST && oldest !== undefined) told.delete(oldest);
  told.add(requestId);
}

/** Whether the audit log has the refusal of this request already. */
export const wasToldOf = (requestId: string | null | undefined): boolean =>
  requestId ? told.has(requestId) : false;
