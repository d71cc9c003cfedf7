import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import { db, schema } from "#lib/db/index.ts";
import type { Component } from "#lib/platform/index.ts";
import { componentClient } from "#lib/tokens/index.ts";
import {
  comparePage,
  type Differences,
  releaseUnlisted,
} from "./compare-page.ts";

const { reconciliations } = schema;

/** WeChat's largest page (protocol 2.4). */
const PAGE = 500;
/** Whoever compares says so with each page; a comparison that is silent for longer is taken over where it was. */
const LEASE_SECONDS = 120;
const EVERY_HOURS = 24;

/** A comparison on its way through WeChat's list. */
interface Run extends Differences {
  startedAt: string;
  /** Accounts of the list that are done. */
  place: number;
  total: number;
}

type Progress = (run: Run) => Promise<void> | void;

/** Compares all accounts with WeChat's own list, from a place on. @param note called after each page */
export async function compareAll(
  component: Component,
  actor: AuditActor,
  run: Run,
  note: Progress,
): Promise<Differences> {
  const client = componentClient(component);
  for (;;) {
    const askedAt = await databaseTime();
    const { total, items } = await client.getAuthorizerList({
      offset: run.place,
      count: PAGE,
    });
    const page = await comparePage(component, items, askedAt, actor);
    run.total = total;
    run.place += items.length;
    run.found += page.found;
    run.added += page.added;
    run.mended += page.mended;
    await note(run);
    if (run.place >= total || items.length === 0) break;
  }
  run.deauthorized += await releaseUnlisted(component, run.startedAt, actor);
  const { found, added, mended, deauthorized } = run;
  return { found, added, mended, deauthorized };
}

/** A comparison at its beginning. */
export async function newRun(): Promise<Run> {
  const startedAt = await databaseTime();
  return { startedAt, place: 0, total: 0, ...nothing };
}

const nothing: Differences = { found: 0, added: 0, mended: 0, deauthorized: 0 };

async function databaseTime(): Promise<string> {
  const { rows } = await db().execute<{ now: string }>(
    sql`select clock_timestamp()::text as now`,
  );
  return rows[0]?.now ?? "";
}

/**
 * Compares all accounts with WeChat's list so that one that was cut off goes on where it was, by whoever comes next; of
 * several who want to, one does.
 * @param options.now begin although the last one is not a day old
 * @returns null when there is nothing to do, or somebody else does it
 * @throws {TokenError | WeChatApiError | WeChatTransportError} what is done stays done
 */
export async function reconcile(
  component: Component,
  actor: AuditActor,
  options: { now?: boolean; note?: Progress } = {},
): Promise<Differences | null> {
  const id = component.componentAppid;
  const run = await claimRun(id, options.now ?? false);
  if (!run) return null;
  const result = await compareAll(component, actor, run, async (now) => {
    await save(id, now);
    await options.note?.(now);
  });
  await db()
    .update(reconciliations)
    .set({
      ...result,
      finishedAt: sql`clock_timestamp()`,
      leaseUntil: null,
    })
    .where(eq(reconciliations.componentAppid, id));
  await audit(db(), {
    actor,
    action: "platform.synced",
    subject: id,
    after: result,
  });
  return result;
}

async function claimRun(id: string, now: boolean): Promise<Run | null> {
  await db()
    .insert(reconciliations)
    .values({ componentAppid: id, startedAt: sql`clock_timestamp()` })
    .onConflictDoNothing();
  // One that is finished begins anew, one that was cut off goes on.
  const anew = sql`${isNotNull(reconciliations.finishedAt)}`;
  const kept = (column: keyof Differences | "place") =>
    sql`case when ${anew} then 0 else ${reconciliations[column]} end`;
  const [row] = await db()
    .update(reconciliations)
    .set({
      startedAt: sql`case when ${anew} then clock_timestamp() else ${reconciliations.startedAt} end`,
      place: kept("place"),
      found: kept("found"),
      added: kept("added"),
      mended: kept("mended"),
      deauthorized: kept("deauthorized"),
      finishedAt: null,
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(
      and(
        eq(reconciliations.componentAppid, id),
        or(
          isNull(reconciliations.leaseUntil),
          sql`${reconciliations.leaseUntil} < clock_timestamp()`,
        ),
        now
          ? undefined
          : sql`coalesce(${reconciliations.finishedAt} < clock_timestamp() - make_interval(hours => ${EVERY_HOURS}), true)`,
      ),
    )
    .returning({
      startedAt: sql<string>`${reconciliations.startedAt}::text`,
      place: reconciliations.place,
      found: reconciliations.found,
      added: reconciliations.added,
      mended: reconciliations.mended,
      deauthorized: reconciliations.deauthorized,
    });
  return row ? { ...row, total: 0 } : null;
}

async function save(id: string, run: Run): Promise<void> {
  const { place, found, added, mended } = run;
  await db()
    .update(reconciliations)
    .set({
      place,
      found,
      added,
      mended,
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(eq(reconciliations.componentAppid, id));
}
