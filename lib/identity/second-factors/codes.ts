import { z } from "zod";
import { auditActor, auditRefusal } from "#lib/audit/index.ts";
import {
  requireAttempt,
  codeLimits,
  returnAttempt,
} from "#lib/identity/sign-in/index.ts";
import type { UserActor } from "#lib/access/index.ts";
import { FactorError } from "./factor-error.ts";
import { spendRecoveryCode } from "./recovery-codes.ts";
import { spendTotpCode } from "./totp-row.ts";

/** A code of an app or a recovery code, as it is typed. */
export const codeInput = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1, { error: "required" })
    .max(100, { error: "too_long" }),
});

/** A code of an app as apps show it to be read: with a blank in its middle. */
export const plainCode = (typed: string) => typed.replaceAll(/\s/g, "");

/**
 * Whether a code is right: six digits are of the person's app, anything else is a recovery code. Each is good once.
 * @returns what it was, or null
 */
export async function spendCode(
  userId: string,
  typed: string,
): Promise<"totp" | "recovery_code" | null> {
  const code = plainCode(typed);
  if (/^\d{6}$/.test(code))
    return (await spendTotpCode(userId, code)) ? "totp" : null;
  return (await spendRecoveryCode(userId, code)) ? "recovery_code" : null;
}

/**
 * Counts a signed-in person's guess at a code, runs what looks at it, and takes the count back when it was right.
 * @param action what the guess is for, in the words of the audit log
 * @throws {IdentityError} `too_many_attempts`, and what `look` throws
 */
export async function limitCodeGuesses<Answer>(
  actor: UserActor,
  action: string,
  look: () => Promise<Answer>,
): Promise<Answer> {
  const limits = codeLimits.fromAnywhere(actor.userId);
  await requireAttempt(limits);
  try {
    const answer = await look();
    await returnAttempt(limits);
    return answer;
  } catch (error) {
    if (error instanceof FactorError && error.code === "code_wrong")
      await auditRefusal({
        actor: auditActor(actor),
        action,
        subject: actor.userId,
        outcome: "failed",
        after: { reason: error.code },
      });
    throw error;
  }
}
