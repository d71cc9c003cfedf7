import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { MAX_ATTEMPTS, pauseAfter } from "./attempts.ts";

const { inbox } = schema;
export type InboxRow = typeof inbox.$inferSelect;

/** Longer than the slowest event takes, an exchange that waits for another one's; a dead instance's work waits so long. */
const LEASE_SECONDS = 45;

/** Somebody else has taken the event over: what this one did about it must not count a second time. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

/**
 * Takes events that are due, for the time of a lease (rides `inbox_pending`). SKIP LOCKED: several instances share the
 * work, and none waits for another's row.
 * @param input.which of them
 */
export async function claim(input: {
  which: SQL | undefined;
  limit: number;
}): Promise<InboxRow[]> {
  const due = db()
    .select({ key: inbox.key, eventTime: inbox.eventTime })
    .from(inbox)
    .where(
      and(
        eq(inbox.state, "pending"),
        input.which,
        sql`${inbox.nextAttemptAt} <= clock_timestamp()`,
        sql`(${inbox.leaseUntil} is null or ${inbox.leaseUntil} < clock_timestamp())`,
      ),
    )
    .orderBy(inbox.nextAttemptAt, inbox.receivedAt)
    .limit(input.limit)
    .for("update", { skipLocked: true });
  const rows = await db()
    .update(inbox)
    .set({
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
      attempts: sql`${inbox.attempts} + 1`,
    })
    .where(sql`(${inbox.key}, ${inbox.eventTime}) in (${due})`)
    .returning();
  return rows.sort(
    (one, other) => one.receivedAt.getTime() - other.receivedAt.getTime(),
  );
}

/** Still as it was claimed: each claim counts one attempt. */
const held = (row: InboxRow) =>
  and(
    eq(inbox.key, row.key),
    eq(inbox.eventTime, row.eventTime),
    eq(inbox.attempts, row.attempts),
    eq(inbox.state, "pending"),
  );

/**
 * Marks events as processed, in the transaction of what they brought about where there is one.
 * @throws {Overtaken}
 */
export async function settle(
  rows: readonly InboxRow[],
  tx?: Transaction,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const done = await (tx ?? db())
    .update(inbox)
    .set({ state: "done", errorKey: null })
    .where(
      rows.length === 1
        ? held(first)
        : and(
            eq(inbox.state, "pending"),
            sql`(${inbox.key}, ${inbox.eventTime}, ${inbox.attempts}) in (
              select * from unnest(${sql.param(rows.map(({ key }) => key))}::text[],
                ${sql.param(rows.map(({ eventTime }) => eventTime))}::timestamptz[],
                ${sql.param(rows.map(({ attempts }) => attempts))}::int[]))`,
          ),
    )
    .returning({ key: inbox.key });
  if (done.length !== rows.length) throw new Overtaken();
}

/**
 * Puts an event off after a failure, each time for longer, or parks it with its error.
 * @param final no further attempt can succeed
 * @returns whether it is parked
 */
export async function putOff(
  row: InboxRow,
  errorKey: string,
  final: boolean,
): Promise<boolean> {
  const parked = final || row.attempts >= MAX_ATTEMPTS;
  await db()
    .update(inbox)
    .set({
      state: parked ? "failed" : "pending",
      errorKey,
      leaseUntil: null,
      nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${pauseAfter(row.attempts)})`,
    })
    .where(held(row));
  return parked;
}

/** Gives events back that were claimed and not begun. */
export async function giveBack(rows: readonly InboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db()
    .update(inbox)
    .set({ leaseUntil: null, attempts: sql`${inbox.attempts} - 1` })
    .where(
      and(
        eq(inbox.state, "pending"),
        inArray(
          inbox.key,
          rows.map(({ key }) => key),
        ),
        sql`${inbox.leaseUntil} > clock_timestamp()`,
      ),
    );
}
