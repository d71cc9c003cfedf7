import { and, eq, gt, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { AccessError } from "./access-error.ts";
import type { UserActor } from "./actor.ts";

const { sessions } = schema;

/** Irreversible actions need a proof of identity no older than this. */
const RECENT_MINUTES = 5;

/**
 * Refuses a person who has not proved their identity within the last five minutes.
 * @throws {AccessError} `recent_sign_in_required`
 */
export async function requireRecentSignIn(actor: UserActor): Promise<void> {
  const [session] = await db()
    .select({ userId: sessions.userId })
    .from(sessions)
    .where(
      and(
        eq(sessions.idHash, actor.sessionId),
        gt(
          sessions.authenticatedAt,
          sql`clock_timestamp() - make_interval(mins => ${RECENT_MINUTES})`,
        ),
      ),
    );
  if (!session) throw new AccessError("recent_sign_in_required");
}
