import { z } from "zod";
import {
  claimAttempt,
  codeLimits,
  type Guest,
  knownBrowser,
  rememberBrowser,
  returnAttempt,
  type SignInResult,
} from "#lib/identity/sign-in/index.ts";
import {
  type SessionStage,
  replaceSession,
} from "#lib/identity/sessions/index.ts";
import type { UserActor } from "#lib/access/index.ts";
import { spendCode } from "./codes.ts";
import { assertionInText } from "./passkey-shapes.ts";
import { auditRefusedStep, auditStep } from "./audit-step.ts";
import { usePasskey } from "./use-passkey.ts";

const proofShape = z.union([
  z.object({ assertion: assertionInText }),
  z.object({ code: z.string().trim().min(1).max(100) }),
]);
type Proof = z.infer<typeof proofShape>;

type Verdict = { by: string } | { reason: string; seconds?: number };

/**
 * Completes a sign-in whose password was right by a second factor: a code of the app, a recovery code or a passkey. The
 * waiting session is replaced by a new one with full rights.
 * @param session of this request, at any stage
 */
export async function passSecondFactor(
  session: { actor: UserActor; stage: SessionStage } | null,
  given: unknown,
  guest: Guest,
): Promise<SignInResult> {
  const proof = proofShape.safeParse(given);
  if (session?.stage !== "second_factor_due" || !proof.success)
    return { outcome: "invalid" };
  const { actor } = session;
  const verdict = await verifyProof(actor, proof.data, guest);
  if ("reason" in verdict) {
    const { reason, seconds } = verdict;
    await auditRefusedStep(actor, guest, {
      action: "session.second_factor",
      reason,
    });
    return seconds === undefined
      ? { outcome: "invalid" }
      : { outcome: "throttled", seconds };
  }
  const sessionId = await replaceSession(actor.sessionId, guest);
  if (sessionId === null) return { outcome: "invalid" };
  await auditStep(actor, guest, {
    action: "session.second_factor",
    by: verdict.by,
  });
  return {
    outcome: "signed_in",
    userId: actor.userId,
    sessionId,
    browser: await rememberBrowser(actor.userId, guest.browser),
  };
}

async function verifyProof(
  actor: UserActor,
  proof: Proof,
  guest: Guest,
): Promise<Verdict> {
  if ("assertion" in proof) {
    const used = await usePasskey(proof.assertion);
    return used?.userId === actor.userId
      ? { by: "passkey" }
      : { reason: "passkey" };
  }
  const known = await knownBrowser(guest.browser, actor.email);
  const limits = known
    ? codeLimits.fromKnownBrowser(known)
    : codeLimits.fromAnywhere(actor.userId);
  const seconds = await claimAttempt(limits);
  if (seconds > 0) return { reason: "throttled", seconds };
  const by = await spendCode(actor.userId, proof.code);
  if (by === null) return { reason: "code" };
  await returnAttempt(limits);
  return { by };
}
