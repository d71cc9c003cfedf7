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

/** A code as the person typed it: of an authenticator app, or a recovery code. */
export const codeInput = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1, { error: "required" })
    .max(100, { error: "too_long" }),
});

/** Removes the space with which apps show a code. */
export const plainCode = (typed: string) => typed.replaceAll(/\s/g, "");

/**
 * Checks a code and marks it as used: six digits are a code of the person's app, anything else is a recovery code. Each
 * works once.
 * @returns which kind of code it was; null when it is wrong or was used before
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
 * Counts a signed-in person's attempt at a code, runs the check, and removes the attempt when the code was right.
 * @param action the audit log's name of what the code is for
 * @throws {IdentityError} `too_many_attempts`, and what `check` throws
 */
export async function limitCodeGuesses<Answer>(
  actor: UserActor,
  action: string,
  check: () => Promise<Answer>,
): Promise<Answer> {
  const limits = codeLimits.fromAnywhere(actor.userId);
  await requireAttempt(limits);
  try {
    const answer = await check();
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
