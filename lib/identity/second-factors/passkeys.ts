import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { recordSecondFactor } from "#lib/identity/sessions/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { challengeIn, storeChallenge, consumeChallenge } from "./challenges.ts";
import { FactorError } from "./factor-error.ts";
import type { passkeyChange, passkeyInput } from "./passkey-shapes.ts";
import { firstRecoveryCodes } from "./recovery-codes.ts";
import { relyingParty, webauthn } from "./relying-party.ts";
import { lockFactors, completeRemoval } from "./requirement.ts";

const { passkeys } = schema;
const MAX_PASSKEYS = 20;

const isPasskeyOf = (actor: UserActor, id: string) =>
  and(eq(passkeys.credentialId, id), eq(passkeys.userId, actor.userId));

/**
 * Options for `navigator.credentials.create()`.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 */
export async function attestationOptions(actor: UserActor) {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  const { generateRegistrationOptions } = await webauthn();
  const party = relyingParty();
  const existing = await db()
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, actor.userId));
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userID: new TextEncoder().encode(actor.userId),
    userName: actor.email,
    userDisplayName: actor.name,
    attestationType: "none",
    excludeCredentials: existing,
    // Discoverable, so no address has to be typed; and verified by the authenticator, so it counts as two factors.
    authenticatorSelection: {
      residentKey: "required",
      userVerification: "required",
    },
  });
  await storeChallenge(options.challenge, actor.userId);
  return options;
}

/**
 * Adds a passkey that the person's authenticator has just made.
 * @returns the recovery codes when this is the person's first factor, else null
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {FactorError} `passkey_refused`, `passkey_registered`, `passkeys_too_many`
 */
export async function addPasskey(
  actor: UserActor,
  { name, attestation }: z.infer<typeof passkeyInput>,
): Promise<{ recoveryCodes: string[] | null }> {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  const made = await verifyAttestation(actor, attestation);
  return db().transaction(async (tx) => {
    await lockFactors(tx, actor.userId);
    const [existing] = await tx
      .select({ count: count() })
      .from(passkeys)
      .where(eq(passkeys.userId, actor.userId));
    if ((existing?.count ?? 0) >= MAX_PASSKEYS)
      throw new FactorError("passkeys_too_many", {
        values: { most: MAX_PASSKEYS },
      });
    const added = await tx
      .insert(passkeys)
      .values({
        credentialId: made.credential.id,
        userId: actor.userId,
        name,
        publicKey: Buffer.from(made.credential.publicKey).toString("base64url"),
        counter: made.credential.counter,
        transports: made.credential.transports ?? [],
        multiDevice: made.credentialDeviceType === "multiDevice",
        backedUp: made.credentialBackedUp,
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.credentialId });
    if (added.length === 0) throw new FactorError("passkey_registered");
    await recordSecondFactor(tx, actor.sessionId);
    await audit(tx, {
      actor: auditActor(actor),
      action: "passkey.added",
      subject: actor.userId,
      after: { name, multiDevice: made.credentialDeviceType === "multiDevice" },
    });
    return { recoveryCodes: await firstRecoveryCodes(tx, actor.userId) };
  });
}

async function verifyAttestation(
  actor: UserActor,
  attestation: z.infer<typeof passkeyInput>["attestation"],
) {
  const challenge = challengeIn(attestation.response.clientDataJSON);
  if (challenge === null || !(await consumeChallenge(challenge, actor.userId)))
    throw new FactorError("passkey_refused");
  const { verifyRegistrationResponse } = await webauthn();
  const party = relyingParty();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: attestation,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw new FactorError("passkey_refused", { cause });
  });
  if (!registrationInfo) throw new FactorError("passkey_refused");
  return registrationInfo;
}

/**
 * Renames a passkey.
 * @throws {AccessError} `forbidden`
 * @throws {FactorError} `passkey_unknown`
 */
export async function renamePasskey(
  actor: UserActor,
  id: string,
  { name }: z.infer<typeof passkeyChange>,
): Promise<void> {
  authorize(actor, "factors.own");
  await db().transaction(async (tx) => {
    const [before] = await tx
      .select({ name: passkeys.name })
      .from(passkeys)
      .where(isPasskeyOf(actor, id))
      .for("update");
    if (!before) throw new FactorError("passkey_unknown");
    await tx.update(passkeys).set({ name }).where(isPasskeyOf(actor, id));
    await audit(tx, {
      actor: auditActor(actor),
      action: "passkey.renamed",
      subject: actor.userId,
      before,
      after: { name },
    });
  });
}

/**
 * Removes a passkey.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {FactorError} `passkey_unknown`, `factor_is_required`
 */
export async function removePasskey(
  actor: UserActor,
  id: string,
): Promise<void> {
  authorize(actor, "factors.own");
  await requireRecentSignIn(actor);
  await db().transaction(async (tx) => {
    await lockFactors(tx, actor.userId);
    const removed = await tx
      .delete(passkeys)
      .where(isPasskeyOf(actor, id))
      .returning({ name: passkeys.name });
    if (!removed[0]) throw new FactorError("passkey_unknown");
    await completeRemoval(tx, actor);
    await audit(tx, {
      actor: auditActor(actor),
      action: "passkey.removed",
      subject: actor.userId,
      before: removed[0],
    });
  });
}
