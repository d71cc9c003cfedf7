import { eq, inArray, isNull, sql } from "drizzle-orm";
import { db, leaseFor, leaseIsFree, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { OutboundError, safeFetch } from "#lib/base/outbound/index.ts";
import { log } from "#lib/base/log.ts";
import {
  currentProblems,
  type Problem,
  problemKinds,
} from "#lib/monitoring/status/index.ts";
import { type Alert, alertMessage } from "./alert-message.ts";

const { problems } = schema;
type ProblemRow = typeof problems.$inferSelect;

/** Longer than sending an alert can take. */
const LEASE_SECONDS = 30;
const BATCH = 20;

/** Sends an alert when a problem begins and when it ends: once, by one of the instances. Does nothing without ALERT_URL. */
export async function watchProblems(): Promise<void> {
  if (!env().ALERT_URL) return;
  await saveProblems(await currentProblems());
  for (const row of await claimPending()) await notify(row);
}

async function saveProblems(now: Problem[]): Promise<void> {
  await db().transaction(async (tx) => {
    if (now.length > 0)
      await tx
        .insert(problems)
        .values(
          now.map(({ id, since, ...details }) => ({
            id,
            since: new Date(since),
            details,
          })),
        )
        .onConflictDoUpdate({
          target: problems.id,
          set: {
            details: sql`excluded.details`,
            since: sql`case when ${problems.endedAt} is null then ${problems.since} else excluded.since end`,
            endedAt: null,
          },
        });
    await tx
      .update(problems)
      .set({ endedAt: sql`clock_timestamp()` })
      .where(
        sql`${isNull(problems.endedAt)} and ${problems.id} <> all(${sql.param(now.map(({ id }) => id))}::text[])`,
      );
    // Drop problems that ended before their alert was sent.
    await tx
      .delete(problems)
      .where(
        sql`${problems.endedAt} is not null and ${problems.notifiedAt} is null`,
      );
  });
}

async function claimPending(): Promise<ProblemRow[]> {
  const pending = db()
    .select({ id: problems.id })
    .from(problems)
    .where(
      sql`(${problems.notifiedAt} is null or ${problems.endedAt} is not null) and ${leaseIsFree(problems.leaseUntil)}`,
    )
    .orderBy(problems.since)
    .limit(BATCH)
    .for("update", { skipLocked: true });
  return db()
    .update(problems)
    .set({ leaseUntil: leaseFor(LEASE_SECONDS) })
    .where(inArray(problems.id, pending))
    .returning();
}

async function notify(row: ProblemRow): Promise<void> {
  const alert = alertOf(row);
  if (alert && !(await send(alert))) return;
  if (row.endedAt) await db().delete(problems).where(eq(problems.id, row.id));
  else
    await db()
      .update(problems)
      .set({ notifiedAt: sql`clock_timestamp()`, leaseUntil: null })
      .where(eq(problems.id, row.id));
}

/** The alert of a row; null if another version of the console wrote a problem unknown to this one. */
function alertOf(row: ProblemRow): Alert | null {
  const problem = {
    ...(row.details as Omit<Problem, "id" | "since">),
    id: row.id,
    since: row.since.toISOString(),
  };
  if (!problemKinds.includes(problem.kind)) return null;
  return {
    state: row.endedAt ? "ended" : "began",
    problem,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** @returns false when the alert could not be sent; it is retried after the lease has expired */
async function send(alert: Alert): Promise<boolean> {
  const {
    ALERT_URL: url = "",
    ALERT_FORMAT: format,
    ALERT_LANGUAGE: locale,
    PUBLIC_URL: origin,
    OUTBOUND_ALLOW: allow,
  } = env();
  try {
    await safeFetch(url, {
      allow,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(alertMessage(alert, { format, locale, origin })),
    });
    return true;
  } catch (error) {
    const code = error instanceof OutboundError ? error.code : "unknown";
    log.warn({ code, problem: alert.problem.id }, "an alert could not be sent");
    return false;
  }
}
