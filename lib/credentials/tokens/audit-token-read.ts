import { LRUCache } from "lru-cache";
import { audit, auditActor } from "#lib/audit/index.ts";
import type { Actor } from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";

/** Reads that this instance has audited: by session or key, account and version of the token. */
const audited = new LRUCache<string, true>({ max: 100_000 });

/**
 * Audits that a person or key was given a token: the first time on this instance, since a system reads the same token
 * thousands of times in its two hours.
 */
export async function auditTokenRead(
  actor: Actor,
  appid: string,
  version: number,
): Promise<void> {
  const by = actor.kind === "user" ? actor.sessionId : actor.keyId;
  const read = `${by} ${appid} ${version}`;
  if (audited.get(read)) return;
  await audit(db(), {
    actor: auditActor(actor),
    action: "token.read",
    subject: appid,
  });
  audited.set(read, true);
}
