import { hash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { QueryConfig } from "pg";
import { schema, type Transaction, now } from "#lib/base/db/index.ts";

const { deletedAccounts } = schema;

/** The fingerprint by which a deleted account is known. */
export function deletionMark(appid: string): string {
  return hash("sha256", `deleted account ${appid}`);
}
const lockKey = (appid: string) => sql`hashtextextended(${appid}, 0)`;

/** How far an account had come in the order of events when it was deleted (lib/authorization/event-order.ts). */
export interface DeletedAt {
  time: number;
  rank: number;
  code: string;
}

/**
 * Keeps an account from being deleted until the transaction ends. Whoever writes a row of an account takes this first
 * and looks whether the account has been deleted: else the row could come to lie behind the deletion.
 * @returns where the account stood when it was deleted; null when it was not
 */
export async function holdAccount(
  tx: Transaction,
  appid: string,
): Promise<DeletedAt | null> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockKey(appid)})`);
  const [deleted] = await tx
    .select({
      time: deletedAccounts.time,
      rank: deletedAccounts.rank,
      code: deletedAccounts.code,
    })
    .from(deletedAccounts)
    .where(eq(deletedAccounts.appidHash, deletionMark(appid)));
  return deleted ?? null;
}

/** The statement that keeps several accounts from being deleted until its transaction ends; in one order, so that nobody waits in a circle. */
export function holdingAccounts(appids: readonly string[]): QueryConfig {
  return {
    name: "hold_accounts",
    text: HOLD_ALL,
    values: [[...new Set(appids)]],
  };
}

const HOLD_ALL = `
  select pg_advisory_xact_lock_shared(number) from (
    select distinct hashtextextended(appid, 0) as number from unnest($1::text[]) as appid order by 1
  ) as numbers`;

/** Waits until nobody holds the account and lets nobody hold it until the transaction ends. */
export async function holdForDeletion(
  tx: Transaction,
  appid: string,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey(appid)})`);
}

/** Leaves the fingerprint by which late pushes about the account are known. */
export async function rememberDeletion(
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

/** The account is connected again, as new. */
export async function forgetDeletion(
  tx: Transaction,
  appid: string,
): Promise<void> {
  await tx
    .delete(deletedAccounts)
    .where(eq(deletedAccounts.appidHash, deletionMark(appid)));
}
