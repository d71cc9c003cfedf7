import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize, inAllowedAccounts } from "#lib/access/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { AccountError } from "./account-error.ts";
import { lockAccountRow } from "./account-row.ts";
import { readinessFactsOf, statusAfter } from "./account-status.ts";
import { summaryOf } from "./account-summary.ts";
import { updateAccount } from "./update-account.ts";
import type { AccountSummary } from "./schema.ts";

const { accounts, userProperties } = schema;

/** What `PUT /accounts/{appid}/openid-property` takes. */
export const openidPropertyInput = z.strictObject({
  propertyId: z.uuid().nullable(),
  /** The user has confirmed that another account stores its OpenIDs in the same property. */
  confirmShared: z.boolean().default(false),
});

/**
 * Sets the profile property that contains this account's OpenIDs (设置 OpenID); null disables an enabled account.
 * @throws {AccessError} `forbidden`
 * @throws {AccountError} `account_unknown`, `property_unknown`, `property_retired`, `property_not_text`; `property_shared`
 * when another account uses the property and that was not confirmed
 */
export async function setOpenidProperty(
  actor: Actor,
  appid: string,
  { propertyId, confirmShared }: z.infer<typeof openidPropertyInput>,
): Promise<AccountSummary> {
  authorize(actor, "accounts.configure", appid);
  await db().transaction(async (tx) => {
    // Always lock the property first: of two accounts that choose it concurrently, the second sees the first.
    if (propertyId !== null)
      await assertUsable(tx, actor, propertyId, appid, confirmShared);
    const before = await lockAccountRow(tx, appid);
    if (before.openidPropertyId === propertyId) return;
    const after = statusAfter(
      before,
      readinessFactsOf({ ...before, openidPropertyId: propertyId }),
    );
    await updateAccount(
      tx,
      before,
      { openidPropertyId: propertyId, ...after },
      {
        actor: auditActor(actor),
        action: "account.openid_set",
        subject: appid,
        before: { propertyId: before.openidPropertyId, status: before.status },
        after: { propertyId, status: after.status },
      },
    );
  });
  return summaryOf(appid);
}

async function assertUsable(
  tx: Transaction,
  actor: Actor,
  propertyId: string,
  appid: string,
  confirmShared: boolean,
): Promise<void> {
  const [property] = await tx
    .select()
    .from(userProperties)
    .where(eq(userProperties.id, propertyId))
    .for("update");
  if (!property) throw new AccountError("property_unknown");
  if (property.type !== "text") throw new AccountError("property_not_text");
  if (property.retiredAt) throw new AccountError("property_retired");
  if (confirmShared) return;
  const others = await tx
    .select({ name: accounts.name })
    .from(accounts)
    .where(
      and(
        eq(accounts.openidPropertyId, propertyId),
        ne(accounts.appid, appid),
        inAllowedAccounts(actor, accounts.appid),
      ),
    )
    .orderBy(accounts.name)
    .limit(3);
  if (others.length > 0)
    throw new AccountError("property_shared", {
      values: { names: others.map(({ name }) => name).join("、") },
    });
}
