import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  endSessionsOf,
  sessionIsActive,
} from "#lib/identity/sessions/index.ts";
import type { UserActor } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import { deviceOf } from "./device-of.ts";
import { MemberError } from "./member-error.ts";
import type { ProfileSession } from "./schema.ts";

const { sessions, users } = schema;

/** What `GET /account/sessions` takes. */
export const profileSessionQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const cursorShape = z.tuple([z.string().max(40), z.string().max(64)]);

/**
 * One page of the current user's active sessions, newest first.
 * @throws {ProblemError} `cursor_invalid`
 */
export async function profileSessions(
  actor: UserActor,
  query: z.input<typeof profileSessionQuery>,
): Promise<{ items: ProfileSession[]; nextCursor: string | null }> {
  const { cursor, limit } = profileSessionQuery.parse(query);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  // Uses the index sessions_user.
  const rows = await db()
    .select({
      session: sessions,
      startedAt: sql<string>`${sessions.createdAt}::text`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.userId, actor.userId),
        sessionIsActive,
        from
          ? sql`(${sessions.createdAt}, ${sessions.idHash}) < (${from[0]}::timestamptz, ${from[1]})`
          : undefined,
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.idHash))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ session, startedAt }) => [
    startedAt,
    session.idHash,
  ]);
  return {
    items: page.items.map(({ session }) => ({
      id: session.idHash,
      ...deviceOf(session.userAgent),
      address: session.address,
      startedAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      current: session.idHash === actor.sessionId,
    })),
    nextCursor: page.nextCursor,
  };
}

/**
 * Ends one of the current user's sessions.
 * @param id from `profileSessions`
 * @throws {MemberError} `session_unknown` when the user has no active session with this id
 */
export async function endProfileSession(
  actor: UserActor,
  id: string,
): Promise<void> {
  await db().transaction(async (tx) => {
    const ended = await endSessionsOf(tx, actor.userId, { only: id });
    if (ended === 0) throw new MemberError("session_unknown");
    await audit(tx, {
      actor: auditActor(actor),
      action: "session.ended",
      subject: actor.userId,
    });
  });
}

/**
 * Ends all sessions of the current user except the current one.
 * @returns how many were active
 */
export async function endOtherSessions(
  actor: UserActor,
): Promise<{ ended: number }> {
  return db().transaction(async (tx) => {
    const ended = await endSessionsOf(tx, actor.userId, {
      except: actor.sessionId,
    });
    await audit(tx, {
      actor: auditActor(actor),
      action: "session.others_ended",
      subject: actor.userId,
      after: { ended },
    });
    return { ended };
  });
}
