import { and, desc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import { officialAccount } from "./official-account.ts";
import { RESETS_A_MONTH } from "./quota-rules.ts";
import type { Allowance, QuotaReset } from "./schema.ts";

const { quotaResets } = schema;

const EXHAUSTED = "48006";
/** Quota months are those of Asia/Shanghai, by the database's clock. */
const monthStart = sql`(date_trunc('month', clock_timestamp() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`;
const nextMonthStart = sql<Date>`((date_trunc('month', clock_timestamp() at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai')`;

/** Counts only resets known to have taken effect; WeChat's answer that none is left (48006) overrides the count. */
export async function allowance(
  database: Database | Transaction,
  appid: string,
): Promise<Allowance> {
  const [row] = await database
    .select({
      done: sql<number>`count(*) filter (where ${quotaResets.outcome} = 'done')::int`,
      unknown: sql<number>`count(*) filter (where ${quotaResets.outcome} = 'unknown')::int`,
      exhausted: sql<boolean>`coalesce(bool_or(${quotaResets.errorKey} = ${EXHAUSTED}), false)`,
      renewsAt: nextMonthStart.mapWith((value: string) => new Date(value)),
    })
    .from(quotaResets)
    .where(
      and(
        eq(quotaResets.appid, appid),
        ne(quotaResets.outcome, "pending"),
        sql`${quotaResets.at} >= ${monthStart}`,
      ),
    );
  if (!row) throw new Error("a count always answers");
  return {
    limit: RESETS_A_MONTH,
    remaining: row.exhausted ? 0 : Math.max(0, RESETS_A_MONTH - row.done),
    unknown: row.unknown,
    renewsAt: row.renewsAt.toISOString(),
  };
}

/** What `GET /accounts/{appid}/quota-resets` takes. */
export const resetQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const cursorShape = z.tuple([z.string(), z.string()]);

/**
 * The remaining resets of this month, and all past ones with actor and time, newest first.
 * @throws {AccessError} `forbidden`
 * @throws {QuotaError} `account_unknown`, `official_accounts_only`
 */
export async function quotaResetList(
  actor: Actor,
  appid: string,
  query: z.input<typeof resetQuery>,
): Promise<Allowance & { items: QuotaReset[]; nextCursor: string | null }> {
  authorize(actor, "accounts.read", appid);
  const { cursor, limit } = resetQuery.parse(query);
  await officialAccount(appid);
  await expirePending(db(), appid);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const rows = await db()
    .select()
    .from(quotaResets)
    .where(
      and(
        eq(quotaResets.appid, appid),
        from
          ? sql`(${quotaResets.at}, ${quotaResets.id}) < (${from[0]}::timestamptz, ${from[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(quotaResets.at), desc(quotaResets.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id]);
  return {
    ...(await allowance(db(), appid)),
    items: page.items.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      by: row.byName,
      outcome: row.outcome,
      errorKey: row.errorKey,
      before: row.before,
      after: row.after,
    })),
    nextCursor: page.nextCursor,
  };
}

/** A reset whose process ended before the answer: whether it took effect is unknown. */
export async function expirePending(
  database: Database | Transaction,
  appid: string,
): Promise<void> {
  await database
    .update(quotaResets)
    .set({ outcome: "unknown" })
    .where(
      and(
        eq(quotaResets.appid, appid),
        eq(quotaResets.outcome, "pending"),
        sql`${quotaResets.leaseUntil} < clock_timestamp()`,
      ),
    );
}
