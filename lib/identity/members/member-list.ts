import { asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { authorize, type UserActor } from "#lib/access/index.ts";
import {
  hasSecondFactor,
  sessionIsActive,
} from "#lib/identity/sessions/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import type { Member } from "./schema.ts";

const { sessions, users } = schema;

/** What `GET /members` takes. */
export const memberQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const cursorShape = z.tuple([z.string()]);

/**
 * One page of the members, ordered by e-mail address.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function memberList(
  actor: UserActor,
  query: z.input<typeof memberQuery>,
): Promise<{ items: Member[]; nextCursor: string | null }> {
  authorize(actor, "members.read");
  const { cursor, limit } = memberQuery.parse(query);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  // Uses the index sessions_user.
  const usage = db()
    .select({
      lastSeenAt: sql<Date | null>`max(${sessions.lastSeenAt})`
        .mapWith(sessions.lastSeenAt)
        .as("last_seen_at"),
      active: sql<number>`(count(*) filter (where ${sessionIsActive}))::int`.as(
        "active_sessions",
      ),
    })
    .from(sessions)
    .where(eq(sessions.userId, users.id))
    .as("session_usage");
  const rows = await db()
    .select({
      user: users,
      lastSeenAt: usage.lastSeenAt,
      active: usage.active,
      // Uses the indexes totp_factors_one_confirmed and passkeys_by_user.
      secondFactor: sql<boolean>`${hasSecondFactor}`,
    })
    .from(users)
    .crossJoinLateral(usage)
    .where(from ? gt(users.email, from[0]) : undefined)
    .orderBy(asc(users.email))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ user }) => [user.email]);
  return {
    items: page.items.map(({ user, lastSeenAt, active, secondFactor }) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      state: user.disabledAt ? "disabled" : "active",
      hasPassword: user.passwordHash !== null,
      hasSingleSignOn: user.oidcSubject !== null,
      hasSecondFactor: secondFactor,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      sessions: active,
      createdAt: user.createdAt.toISOString(),
    })),
    nextCursor: page.nextCursor,
  };
}
