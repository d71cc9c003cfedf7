import { audit, auditActor } from "#lib/audit/index.ts";
import type { Actor } from "#lib/access/index.ts";
import { db } from "#lib/base/db/index.ts";

const noted = new Set<string>();
const MOST = 100_000;

/**
 * Keeps in the audit log who was given which token: the first time on this instance, since a system asks for one token
 * thousands of times in its two hours.
 */
export async function noteReading(
  actor: Actor,
  appid: string,
  version: number,
): Promise<void> {
  const by = actor.kind === "user" ? actor.sessionId : actor.keyId;
  const reading = `${by} ${appid} ${version}`;
  if (noted.has(reading)) return;
  await audit(db(), {
    actor: auditActor(actor),
    action: "token.read",
    subject: appid,
  });
  if (noted.size >= MOST) noted.clear();
  noted.add(reading);
}
