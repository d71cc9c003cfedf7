import { hash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { QueryConfig } from "pg";
import { schema, type Transaction, now } from "#lib/base/db/index.ts";

const { deletedAccounts } = schema;

/** The fingerprint by which a deleted account is recognized. */
export function deletionMark(appid: string): string {
  return hash("sha256", `deleted account ${appid}`);
}
const lockKey = (appid: string) => sql`hashtextextended(${appid}, 0)`;

/** The version of the newest event that was applied to an account before it was deleted (lib/authorization/event-version.ts). */
export interface DeletedAt {
  time: number;
  rank: number;
  code: string;
}

/**
 * Locks an account against deletion until the transaction ends; several transactions may have this lock. Every
 * transaction that writes a row of an account takes it first and tests `deletedAt`: otherwise a row could be written
 * after the deletion.
 * @returns deletedAt: the event version that the deleted account had; null when the account was not deleted
 */
export async function lockAccount(
  tx: Transaction,
  appid: string,
): Promise<{ deletedAt: DeletedAt | null }> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockKey(appid)})`);
  const [deleted] = await tx
    .select({
      time: deletedAccounts.time,
      rank: deletedAccounts.rank,
      code: deletedAccounts.code,
    })
    .from(deletedAccounts)
    .where(eq(deletedAccounts.appidHash, deletionMark(appid)));
  return { deletedAt: deleted ?? null };
}

/** The statement that locks several accounts against deletion; always in the same order, so that it cannot deadlock. */
export function lockAccountsStatement(appids: readonly string[]): QueryConfig {
  return {
    name: "lock_accounts",
    text: LOCK_ALL,
    values: [[...new Set(appids)]],
  };
}

const LOCK_ALL = `
  select pg_advisory_xact_lock_shared(number) from (
    select distinct hashtextextended(appid, 0) as number from unnest($1::text[]) as appid order by 1
  ) as numbers`;

/** Locks an account for its deletion: waits for transactions that have locked it, and blocks others until this one ends. */
export async function lockForDeletion(
  tx: Transaction,
  appid: string,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey(appid)})`);
}

/** Stores the fingerprint by which late events of the account are recognized. */
export async function recordDeletion(
  tx: Transaction,
  appid: string,
  position: DeletedAt,
): Promise<void> {
  await tx
    .insert(deletedAccounts)
    .values({ appidHash: deletionMark(appid), ...position })
    .onConflictDoUpdate({
      target: deletedAccounts.appidHash,
      set: { ...position, deletedAt: now },
    });
}

/** Removes the fingerprint, as the account is connected again. */
export async function clearDeletion(
  tx: Transaction,
  appid: string,
): Promise<void> {
  await tx
    .delete(deletedAccounts)
    .where(eq(deletedAccounts.appidHash, deletionMark(appid)));
}
