import { and, eq, lt, or, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { challengeIn, storeChallenge, consumeChallenge } from "./challenges.ts";
import type { Assertion } from "./passkey-shapes.ts";
import { relyingParty, webauthn } from "./relying-party.ts";

const { passkeys } = schema;

/**
 * Options for `navigator.credentials.get()`: to sign in, as the second factor, or to confirm one's identity. The
 * authenticator must verify the person, so that a passkey alone counts as two factors.
 */
export async function assertionOptions() {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    userVerification: "required",
  });
  await storeChallenge(options.challenge, null);
  return options;
}

/**
 * Verifies the use of a passkey. Its challenge is consumed whatever the result.
 * @returns the passkey's user; null when anything about it is wrong
 */
export async function usePasskey(
  assertion: Assertion,
): Promise<{ userId: string } | null> {
  const challenge = challengeIn(assertion.response.clientDataJSON);
  if (challenge === null || !(await consumeChallenge(challenge, null)))
    return null;
  const [passkey] = await db()
    .select()
    .from(passkeys)
    .where(eq(passkeys.credentialId, assertion.id));
  if (!passkey) return null;
  const { userHandle } = assertion.response;
  if (
    userHandle !== undefined &&
    Buffer.from(userHandle, "base64url").toString("utf8") !== passkey.userId
  )
    return null;
  const used = await verify(assertion, challenge, passkey);
  if (!used) return null;
  // A counter that did not grow points to a cloned authenticator. The condition also makes concurrent replays fail.
  const counted = await db()
    .update(passkeys)
    .set({
      counter: used.newCounter,
      backedUp: used.credentialBackedUp,
      lastUsedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        eq(passkeys.credentialId, passkey.credentialId),
        or(
          lt(passkeys.counter, used.newCounter),
          and(eq(passkeys.counter, 0), sql`${used.newCounter} = 0`),
        ),
      ),
    )
    .returning({ userId: passkeys.userId });
  return counted[0] ?? null;
}

async function verify(
  assertion: Assertion,
  challenge: string,
  passkey: typeof passkeys.$inferSelect,
) {
  const { verifyAuthenticationResponse } = await webauthn();
  const party = relyingParty();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse(
      {
        response: assertion,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(
            Buffer.from(passkey.publicKey, "base64url"),
          ),
          counter: passkey.counter,
          transports: passkey.transports,
        },
      },
    );
    return verified ? authenticationInfo : null;
  } catch (error) {
    log.info({ err: error }, "a passkey was refused");
    return null;
  }
}
