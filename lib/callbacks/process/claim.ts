import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import {
  db,
  schema,
  type Transaction,
  fromNow,
  leaseFor,
  leaseIsFree,
} from "#lib/base/db/index.ts";
import { MAX_ATTEMPTS, retryPause } from "./attempts.ts";

/*
 * The states of an event. `state` has three values; leased and waiting are both `pending`.
 *
 * | state   | in the row                            | entered by                     | left by                              |
 * |---------|---------------------------------------|--------------------------------|--------------------------------------|
 * | pending | `pending`, no lease, attempt due      | write-records, `processAgain`  | `claim` → leased                     |
 * | leased  | `pending`, `leaseUntil` in the future | `claim`, which counts attempts | `markDone` → done                    |
 * |         |                                       |                                | `deferOrPark` → waiting or parked    |
 * |         |                                       |                                | `releaseClaims`, end of lease → pending |
 * | waiting | `pending`, `nextAttemptAt` to come    | `deferOrPark`                  | time → pending                       |
 * | parked  | `failed`                              | `deferOrPark`                  | `processAgain` → pending             |
 * | done    | `done`                                | `markDone`                     | a repeated event → pending           |
 */

const { inbox } = schema;
export type InboxRow = typeof inbox.$inferSelect;

/** Longer than the slowest event takes: an exchange that waits for another process's. Work of a dead process waits this long. */
const LEASE_SECONDS = 45;

/** Another process has claimed the event since; what this one did about it must not count a second time. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * Claims due events under a lease, by the index `inbox_pending`. SKIP LOCKED lets several instances share the work
 * without waiting for each other's rows.
 * @param input.which further condition
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
        leaseIsFree(inbox.leaseUntil),
      ),
    )
    .orderBy(inbox.nextAttemptAt, inbox.receivedAt)
    .limit(input.limit)
    .for("update", { skipLocked: true });
  const rows = await db()
    .update(inbox)
    .set({
      leaseUntil: leaseFor(LEASE_SECONDS),
      attempts: sql`${inbox.attempts} + 1`,
    })
    .where(sql`(${inbox.key}, ${inbox.eventTime}) in (${due})`)
    .returning();
  return rows.sort(
    (one, other) => one.receivedAt.getTime() - other.receivedAt.getTime(),
  );
}

/** The row as it was claimed: each claim counts an attempt, so a later claim does not match. */
const asClaimed = (row: InboxRow) =>
  and(
    eq(inbox.key, row.key),
    eq(inbox.eventTime, row.eventTime),
    eq(inbox.attempts, row.attempts),
    eq(inbox.state, "pending"),
  );

/**
 * Marks events as done.
 * @param tx of the handler's own writes, so that they count only if no other process has claimed the event since
 * @throws {LeaseLost}
 */
export async function markDone(
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
        ? asClaimed(first)
        : and(
            eq(inbox.state, "pending"),
            sql`(${inbox.key}, ${inbox.eventTime}, ${inbox.attempts}) in (
              select * from unnest(${sql.param(rows.map(({ key }) => key))}::text[],
                ${sql.param(rows.map(({ eventTime }) => eventTime))}::timestamptz[],
                ${sql.param(rows.map(({ attempts }) => attempts))}::int[]))`,
          ),
    )
    .returning({ key: inbox.key });
  if (done.length !== rows.length) throw new LeaseLost();
}

/**
 * Defers an event after a failure, longer each time, or parks it with its error.
 * @param final no further attempt can succeed
 * @returns whether it is parked
 */
export async function deferOrPark(
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
      nextAttemptAt: fromNow({ seconds: retryPause(row.attempts) }),
    })
    .where(asClaimed(row));
  return parked;
}

/** Releases events that were claimed and not begun; the attempt does not count. */
export async function releaseClaims(rows: readonly InboxRow[]): Promise<void> {
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
