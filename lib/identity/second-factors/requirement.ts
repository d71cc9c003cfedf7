import { eq } from "drizzle-orm";
import type { UserActor } from "#lib/access/index.ts";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import { FactorError } from "./factor-error.ts";
import { secondFactorsOf } from "./second-factors.ts";

const { recoveryCodes, securitySettings, users } = schema;

/** Serializes changes of one person's factors. */
export async function lockFactors(
  tx: Transaction,
  userId: string,
): Promise<void> {
  await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
}

/** Whether a person has a confirmed authenticator app or a passkey. */
export async function hasFactor(
  tx: Transaction,
  userId: string,
): Promise<boolean> {
  const { totp, passkey } = await secondFactorsOf(userId, tx);
  return totp || passkey;
}

/** Whether a role must have a second factor when the setting requires one. */
export const isFarReaching = (role: UserActor["role"]) =>
  role === "admin" || role === "owner";

async function isRequired(tx: Transaction): Promise<boolean> {
  const [settings] = await tx
    .select({ since: securitySettings.secondFactorRequiredSince })
    .from(securitySettings);
  return settings?.since !== null;
}

/**
 * Called in the transaction that removed a factor, with the person's factors locked. Throws, and so rolls back, when the
 * person must keep one; deletes the recovery codes with the last factor.
 * @throws {FactorError} `factor_is_required`
 */
export async function completeRemoval(
  tx: Transaction,
  actor: UserActor,
): Promise<void> {
  if (await hasFactor(tx, actor.userId)) return;
  if (isFarReaching(actor.role) && (await isRequired(tx)))
    throw new FactorError("factor_is_required");
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, actor.userId));
}
