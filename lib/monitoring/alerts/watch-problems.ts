import { eq, inArray, isNull, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
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

/** Longer than one alert takes. */
const LEASE_SECONDS = 30;
const BATCH = 20;

/**
 * Keeps what is wrong in the database and tells it, once by whichever instance: when it begins and when it is mended.
 * What nobody is to be told is kept for nobody.
 */
export async function watchProblems(): Promise<void> {
  if (!env().ALERT_URL) return;
  await keep(await currentProblems());
  for (const row of await claimUntold()) await tell(row);
}

async function keep(now: Problem[]): Promise<void> {
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
    // It came and went before anybody was told.
    await tx
      .delete(problems)
      .where(
        sql`${problems.endedAt} is not null and ${problems.toldAt} is null`,
      );
  });
}

async function claimUntold(): Promise<ProblemRow[]> {
  const untold = db()
    .select({ id: problems.id })
    .from(problems)
    .where(
      sql`(${problems.toldAt} is null or ${problems.endedAt} is not null) and coalesce(${problems.leaseUntil} < clock_timestamp(), true)`,
    )
    .orderBy(problems.since)
    .limit(BATCH)
    .for("update", { skipLocked: true });
  return db()
    .update(problems)
    .set({
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(inArray(problems.id, untold))
    .returning();
}

async function tell(row: ProblemRow): Promise<void> {
  const alert = alertOf(row);
  if (alert && !(await send(alert))) return;
  if (row.endedAt) await db().delete(problems).where(eq(problems.id, row.id));
  else
    await db()
      .update(problems)
      .set({ toldAt: sql`clock_timestamp()`, leaseUntil: null })
      .where(eq(problems.id, row.id));
}

/** null for a row that another version of the console wrote. */
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

/** @returns false when it could not be sent; it is sent again when its lease is over */
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
