const MOST = 1_000;
// Next.js bundles a copy of this module of its own for each part of the build: what one notes, another asks for.
const holder = globalThis as typeof globalThis & {
  lingpaiRefusedRequests?: Set<string>;
};
const told = (holder.lingpaiRefusedRequests ??= new Set());

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
