import { and, eq, isNull, sql } from "drizzle-orm";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import { FactorError } from "./factor-error.ts";
import { newRecoveryCode, plainRecoveryCode } from "./recovery-code-text.ts";
import { hasFactor, lockFactors } from "./requirement.ts";

const { recoveryCodes } = schema;
const CODES = 10;

const unusedOf = (userId: string) =>
  and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt));

const hashOf = (code: string) => hashToken(plainRecoveryCode(code));

async function replaceRecoveryCodes(
  tx: Transaction,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newRecoveryCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, codeHash: hashOf(code) })));
  return codes;
}

/** Recovery codes for a person with a new first factor, shown only once; null when the person already has some. */
export async function firstRecoveryCodes(
  tx: Transaction,
  userId: string,
): Promise<string[] | null> {
  const [some] = await tx
    .select({ hash: recoveryCodes.codeHash })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId))
    .limit(1);
  return some ? null : replaceRecoveryCodes(tx, userId);
}

/**
 * Makes ten new recovery codes; earlier ones no longer work.
 * @returns the codes; they cannot be read again
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {FactorError} `factors_none` when the person has no second factor
 */
export async function renewRecoveryCodes(
  actor: UserActor,
): Promise<{ recoveryCodes: string[] }> {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  return db().transaction(async (tx) => {
    await lockFactors(tx, actor.userId);
    if (!(await hasFactor(tx, actor.userId)))
      throw new FactorError("factors_none");
    const left = await tx.$count(recoveryCodes, unusedOf(actor.userId));
    await audit(tx, {
      actor: auditActor(actor),
      action: "recovery_codes.renewed",
      subject: actor.userId,
      before: { left },
      after: { left: CODES },
    });
    return { recoveryCodes: await replaceRecoveryCodes(tx, actor.userId) };
  });
}

/** Whether a recovery code is right. It works once, on any instance. */
export async function spendRecoveryCode(
  userId: string,
  code: string,
): Promise<boolean> {
  const spent = await db()
    .update(recoveryCodes)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(and(unusedOf(userId), eq(recoveryCodes.codeHash, hashOf(code))))
    .returning({ hash: recoveryCodes.codeHash });
  return spent.length > 0;
}
