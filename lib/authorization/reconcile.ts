import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import {
  db,
  schema,
  ago,
  leaseFor,
  leaseIsFree,
  now,
} from "#lib/base/db/index.ts";
import type { Component } from "#lib/credentials/platform/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import {
  comparePage,
  type Differences,
  settleUnlisted,
} from "./compare-page.ts";
import { LEASE_SECONDS, LeaseLost, ReconcileLease } from "./reconcile-lease.ts";

const { reconciliations } = schema;

/** WeChat's largest page (protocol 2.4). */
const PAGE = 500;
const EVERY_HOURS = 24;
/** Accounts compared earlier than this may have changed since. */
const RESUME_MINUTES = 10;

/** A running comparison. */
interface Run extends Differences {
  startedAt: string;
  /** Offset in WeChat's list: how many accounts have been compared. */
  offset: number;
  total: number;
}

type Progress = (run: Run) => Promise<void> | void;

/**
 * Compares all accounts with WeChat's list, from an offset on.
 * @param onProgress called after each page
 */
export async function compareAll(
  component: Component,
  actor: AuditActor,
  run: Run,
  onProgress: Progress,
): Promise<Differences> {
  const client = componentClient(component);
  for (;;) {
    const askedAt = await databaseTime();
    const { total, items } = await client.getAuthorizerList({
      offset: run.offset,
      count: PAGE,
    });
    const page = await comparePage(component, items, askedAt, actor);
    run.total = total;
    run.offset += items.length;
    run.found += page.found;
    run.added += page.added;
    run.mended += page.mended;
    await onProgress(run);
    if (run.offset >= total || items.length === 0) break;
  }
  const { startedAt } = run;
  for await (const page of settleUnlisted(component, startedAt, actor)) {
    run.mended += page.mended;
    run.deauthorized += page.deauthorized;
    await onProgress(run);
  }
  const { found, added, mended, deauthorized } = run;
  return { found, added, mended, deauthorized };
}

/** A comparison at its beginning. */
export async function newRun(): Promise<Run> {
  const startedAt = await databaseTime();
  return { startedAt, offset: 0, total: 0, ...nothing };
}

const nothing: Differences = { found: 0, added: 0, mended: 0, deauthorized: 0 };

async function databaseTime(): Promise<string> {
  const { rows } = await db().execute<{ now: string }>(
    sql`select ${now}::text as now`,
  );
  return rows[0]?.now ?? "";
}

/**
 * Compares all accounts with WeChat's list, in one process at a time. An interrupted comparison is resumed.
 * @param options.now start even if the last comparison is less than a day old, and resume one only within ten minutes
 * @returns null when no comparison is due, or another process is comparing
 * @throws {TokenError | WeChatError} the progress is kept
 */
export async function reconcile(
  component: Component,
  actor: AuditActor,
  options: { now?: boolean; onProgress?: Progress } = {},
): Promise<Differences | null> {
  const id = component.componentAppid;
  const claimed = await claimRun(id, options.now ?? false);
  if (!claimed) return null;
  const { lease, run } = claimed;
  try {
    const result = await compareAll(component, actor, run, async (progress) => {
      const { offset, found, added, mended, deauthorized } = progress;
      await lease.renew({
        place: offset,
        found,
        added,
        mended,
        deauthorized,
      });
      await options.onProgress?.(progress);
    });
    await lease.end({ ...result, finishedAt: now });
    await audit(db(), {
      actor,
      action: "platform.synced",
      subject: id,
      after: result,
    });
    return result;
  } catch (error) {
    if (error instanceof LeaseLost) return null;
    // The next process need not wait for the lease to expire.
    await lease.end({}).catch(() => undefined);
    throw error;
  } finally {
    lease.stop();
  }
}

/** A comparison that has started and not finished. */
export interface Unfinished {
  /** How many accounts of the list have been compared. */
  offset: number;
  /** Renewed every few seconds while the comparing process runs. */
  leaseUntil: string | null;
  /** Seconds until the comparison may be resumed by another process; 0: now. */
  leaseSecondsLeft: number;
  /** Whether `reconcile` with `now` resumes it instead of starting again. */
  resumable: boolean;
}

/** The last comparison of a platform's accounts, unless it has finished. */
export async function unfinishedReconciliation(
  componentAppid: string,
): Promise<Unfinished | null> {
  const { leaseUntil, place } = reconciliations;
  const [row] = await db()
    .select({
      offset: place,
      leaseUntil: sql<string | null>`${leaseUntil}::text`,
      leaseSecondsLeft: sql<number>`coalesce(ceil(greatest(0, extract(epoch from ${leaseUntil} - ${now}))), 0)::int`,
      resumable: sql<boolean>`${place} > 0 and not ${tooOld}`,
    })
    .from(reconciliations)
    .where(
      and(
        eq(reconciliations.componentAppid, componentAppid),
        isNull(reconciliations.finishedAt),
      ),
    );
  return row ?? null;
}

const tooOld = sql`(${reconciliations.startedAt} < ${ago({ minutes: RESUME_MINUTES })})`;

async function claimRun(
  id: string,
  force: boolean,
): Promise<{ lease: ReconcileLease; run: Run } | null> {
  await db()
    .insert(reconciliations)
    .values({ componentAppid: id, startedAt: now })
    .onConflictDoNothing();
  // After a finished comparison a new one starts; an interrupted one is resumed.
  const ended = or(
    isNotNull(reconciliations.finishedAt),
    eq(reconciliations.place, 0),
  );
  const restart = force ? sql`(${ended} or ${tooOld})` : sql`(${ended})`;
  const kept = (column: keyof Differences | "place") =>
    sql`case when ${restart} then 0 else ${reconciliations[column]} end`;
  const [row] = await db()
    .update(reconciliations)
    .set({
      startedAt: sql`case when ${restart} then ${now} else ${reconciliations.startedAt} end`,
      place: kept("place"),
      found: kept("found"),
      added: kept("added"),
      mended: kept("mended"),
      deauthorized: kept("deauthorized"),
      finishedAt: null,
      leaseUntil: leaseFor(LEASE_SECONDS),
    })
    .where(
      and(
        eq(reconciliations.componentAppid, id),
        leaseIsFree(reconciliations.leaseUntil),
        force
          ? undefined
          : sql`coalesce(${reconciliations.finishedAt} < ${ago({ hours: EVERY_HOURS })}, true)`,
      ),
    )
    .returning({
      startedAt: sql<string>`${reconciliations.startedAt}::text`,
      leaseUntil: sql<string>`${reconciliations.leaseUntil}::text`,
      offset: reconciliations.place,
      found: reconciliations.found,
      added: reconciliations.added,
      mended: reconciliations.mended,
      deauthorized: reconciliations.deauthorized,
    });
  if (!row) return null;
  const { leaseUntil, ...run } = row;
  return {
    lease: new ReconcileLease(id, leaseUntil),
    run: { ...run, total: 0 },
  };
}
