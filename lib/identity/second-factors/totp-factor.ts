import { randomUUID } from "node:crypto";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { recordSecondFactor } from "#lib/identity/sessions/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import {
  type codeInput,
  limitCodeGuesses,
  plainCode,
  spendCode,
} from "./codes.ts";
import { FactorError } from "./factor-error.ts";
import { newTotpSecret, totpUri } from "./one-time-code.ts";
import { firstRecoveryCodes } from "./recovery-codes.ts";
import { lockFactors, completeRemoval } from "./requirement.ts";
import { sealTotpSecret, totpStep } from "./totp-row.ts";

const { totpFactors } = schema;

const ofPerson = (actor: UserActor) => eq(totpFactors.userId, actor.userId);

/**
 * Begins to set up an authenticator app. An earlier unfinished setup is discarded; an app in use stays in use until the
 * new one is confirmed.
 * @returns the secret for typing and as a URI for the QR code; it cannot be read again
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 */
export async function beginTotp(
  actor: UserActor,
): Promise<{ secret: string; uri: string }> {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  const id = randomUUID();
  const secret = newTotpSecret();
  await db().transaction(async (tx) => {
    await lockFactors(tx, actor.userId);
    await tx
      .delete(totpFactors)
      .where(and(ofPerson(actor), isNull(totpFactors.confirmedAt)));
    await tx.insert(totpFactors).values({
      id,
      userId: actor.userId,
      secretSealed: sealTotpSecret(id, secret),
    });
    await audit(tx, {
      actor: auditActor(actor),
      action: "totp.begun",
      subject: actor.userId,
    });
  });
  return { secret, uri: totpUri(secret, actor.email) };
}

/**
 * Confirms an authenticator app by its first right code; it replaces the app used so far.
 * @returns the recovery codes when this is the person's first factor, else null
 * @throws {IdentityError} `forbidden`, `recent_sign_in_required`, `too_many_attempts`
 * @throws {FactorError} `totp_not_begun`, `code_wrong`
 */
export async function confirmTotp(
  actor: UserActor,
  { code }: z.infer<typeof codeInput>,
): Promise<{ recoveryCodes: string[] | null }> {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  return limitCodeGuesses(actor, "totp.enrolled", () =>
    db().transaction(async (tx) => {
      await lockFactors(tx, actor.userId);
      const match = await totpStep(
        tx,
        actor.userId,
        "waiting",
        plainCode(code),
      );
      if (!match) throw new FactorError("totp_not_begun");
      if (match.step === null) throw new FactorError("code_wrong");
      const replaced = await tx
        .delete(totpFactors)
        .where(and(ofPerson(actor), ne(totpFactors.id, match.id)))
        .returning({ id: totpFactors.id });
      await tx
        .update(totpFactors)
        .set({ confirmedAt: sql`clock_timestamp()`, lastStep: match.step })
        .where(eq(totpFactors.id, match.id));
      await recordSecondFactor(tx, actor.sessionId);
      await audit(tx, {
        actor: auditActor(actor),
        action: "totp.enrolled",
        subject: actor.userId,
        before: { inUse: replaced.length > 0 },
        after: { inUse: true },
      });
      return { recoveryCodes: await firstRecoveryCodes(tx, actor.userId) };
    }),
  );
}

/**
 * Removes the authenticator app; the recovery codes are deleted with the last factor.
 * @param input a code of the app or a recovery code
 * @throws {IdentityError} `forbidden`, `recent_sign_in_required`, `too_many_attempts`
 * @throws {FactorError} `code_wrong`, `factor_is_required`
 */
export async function removeTotp(
  actor: UserActor,
  { code }: z.infer<typeof codeInput>,
): Promise<void> {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  await limitCodeGuesses(actor, "totp.removed", async () => {
    if ((await spendCode(actor.userId, code)) === null)
      throw new FactorError("code_wrong");
  });
  await db().transaction(async (tx) => {
    await lockFactors(tx, actor.userId);
    const removed = await tx
      .delete(totpFactors)
      .where(ofPerson(actor))
      .returning({ confirmedAt: totpFactors.confirmedAt });
    await completeRemoval(tx, actor);
    await audit(tx, {
      actor: auditActor(actor),
      action: "totp.removed",
      subject: actor.userId,
      before: { inUse: removed.some(({ confirmedAt }) => confirmedAt) },
      after: { inUse: false },
    });
  });
}
