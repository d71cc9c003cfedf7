import { eq, or, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { AccountError } from "./account-error.ts";
import { type AccountRow, lockAccountRow } from "./account-row.ts";
import { lockForDeletion, recordDeletion } from "./lock-account.ts";
import type { DeletionCounts } from "./schema.ts";

const {
  accounts,
  accountTokens,
  apiKeys,
  authorizationCodes,
  authorizationLinks,
  authorizationPositions,
  authorizations,
  authorizationVisits,
  inbox,
  miniProgramConfigs,
  quotaResets,
  receipts,
  webhookDeliveries,
} = schema;

/** What `DELETE /accounts/{appid}` takes. */
export const deletionInput = z.strictObject({
  confirmName: z.string().max(200),
});

const ofAccount = (appid: string) => ({
  authorizations: eq(authorizations.appid, appid),
  events: eq(inbox.appid, appid),
  links: or(
    eq(authorizationLinks.appid, appid),
    eq(authorizationLinks.accountAppid, appid),
  ),
  quotaResets: eq(quotaResets.appid, appid),
  receipts: eq(receipts.appid, appid),
});

/**
 * Counts what the deletion of an account would destroy.
 * @throws {AccessError} `forbidden`
 * @throws {AccountError} `account_unknown`
 */
export async function deletionPreview(
  actor: UserActor,
  appid: string,
): Promise<{ name: string; deletable: boolean; counts: DeletionCounts }> {
  authorize(actor, "accounts.delete", appid);
  const [account] = await db()
    .select()
    .from(accounts)
    .where(eq(accounts.appid, appid));
  if (!account) throw new AccountError("account_unknown");
  return {
    name: account.name,
    deletable: account.status === "deauthorized",
    counts: await countAll(db(), account),
  };
}

/**
 * Deletes all data of an account irreversibly, in one transaction, once WeChat has reported the end of its authorization.
 * The audit log records the deletion.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {AccountError} `account_unknown`, `account_still_authorized`, `confirm_name_mismatch`
 */
export async function deleteAccount(
  actor: UserActor,
  appid: string,
  { confirmName }: z.infer<typeof deletionInput>,
): Promise<{ removed: DeletionCounts }> {
  authorize(actor, "accounts.delete", appid);
  await requireRecentSignIn(actor);
  return db().transaction(async (tx) => {
    await lockForDeletion(tx, appid);
    const account = await lockAccountRow(tx, appid);
    if (account.status !== "deauthorized")
      throw new AccountError("account_still_authorized");
    if (confirmName.trim() !== account.name.trim())
      throw new AccountError("confirm_name_mismatch", {
        fields: [{ field: "confirmName", code: "confirm_name" }],
      });
    const removed = await countAll(tx, account);
    await recordDeletion(tx, appid, await versionOf(tx, account));
    await removeAll(tx, appid);
    await audit(tx, {
      actor: auditActor(actor),
      action: "account.deleted",
      subject: appid,
      before: { name: account.name, principal: account.principal },
      after: { removed },
    });
    return { removed };
  });
}

async function countAll(
  database: Database | Transaction,
  account: AccountRow,
): Promise<DeletionCounts> {
  const conditions = ofAccount(account.appid);
  return {
    authorizations: await database.$count(
      authorizations,
      conditions.authorizations,
    ),
    events: await database.$count(inbox, conditions.events),
    links: await database.$count(authorizationLinks, conditions.links),
    quotaResets: await database.$count(quotaResets, conditions.quotaResets),
    receipts: await database.$count(receipts, conditions.receipts),
    openidProperty: account.openidPropertyId === null ? 0 : 1,
  };
}

/** The version of the newest applied event; without one, the time when the account was found to be deauthorized. */
async function versionOf(tx: Transaction, account: AccountRow) {
  const [version] = await tx
    .select({
      time: authorizationPositions.time,
      rank: authorizationPositions.rank,
      code: authorizationPositions.code,
    })
    .from(authorizationPositions)
    .where(eq(authorizationPositions.appid, account.appid));
  const endedAt = Math.floor(
    (account.deauthorizedAt ?? new Date()).getTime() / 1000,
  );
  return version && version.time > 0
    ? version
    : { time: endedAt, rank: 0, code: "" };
}

async function removeAll(tx: Transaction, appid: string): Promise<void> {
  const conditions = ofAccount(appid);
  await tx
    .delete(authorizationVisits)
    .where(
      sql`${authorizationVisits.linkTokenHash} in ${tx
        .select({ tokenHash: authorizationLinks.tokenHash })
        .from(authorizationLinks)
        .where(conditions.links)}`,
    );
  await tx.delete(authorizationLinks).where(conditions.links);
  await tx.delete(authorizations).where(conditions.authorizations);
  await tx
    .delete(authorizationPositions)
    .where(eq(authorizationPositions.appid, appid));
  await tx
    .delete(authorizationCodes)
    .where(eq(authorizationCodes.authorizerAppid, appid));
  await tx.delete(inbox).where(conditions.events);
  await tx.delete(quotaResets).where(conditions.quotaResets);
  await tx.delete(webhookDeliveries).where(eq(webhookDeliveries.appid, appid));
  await tx.delete(receipts).where(conditions.receipts);
  await tx
    .delete(miniProgramConfigs)
    .where(eq(miniProgramConfigs.appid, appid));
  await tx.delete(accountTokens).where(eq(accountTokens.appid, appid));
  // If it is connected again it is a new account, to which these keys were not given access.
  await tx
    .update(apiKeys)
    .set({ accounts: sql`array_remove(${apiKeys.accounts}, ${appid})` })
    .where(sql`${appid} = any(${apiKeys.accounts})`);
  await tx.delete(accounts).where(eq(accounts.appid, appid));
}
