import { and, eq, gt, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";

const { passkeyChallenges } = schema;

const MINUTES = 5;

/**
 * Keeps a challenge for an authenticator, so that any instance may take its answer.
 * @param userId who adds a passkey; null where one is to be used
 */
export async function storeChallenge(
  challenge: string,
  userId: string | null,
): Promise<void> {
  // Anybody may ask for one: what was not answered goes at once, not by the clock only.
  await db()
    .delete(passkeyChallenges)
    .where(lt(passkeyChallenges.expiresAt, sql`clock_timestamp()`));
  await db()
    .insert(passkeyChallenges)
    .values({
      challengeHash: hashToken(challenge),
      userId,
      expiresAt: sql`clock_timestamp() + make_interval(mins => ${MINUTES})`,
    });
}

/** Whether a challenge was ours, for this purpose, and neither answered nor over; it is good once. */
export async function consumeChallenge(
  challenge: string,
  userId: string | null,
): Promise<boolean> {
  const spent = await db()
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challengeHash, hashToken(challenge)),
        sql`${passkeyChallenges.userId} is not distinct from ${userId}::uuid`,
        gt(passkeyChallenges.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .returning({ hash: passkeyChallenges.challengeHash });
  return spent.length > 0;
}

const clientData = z.object({ challenge: z.string().max(200) });

/** The challenge that an authenticator says to have signed; whether it has, the signature tells. */
export function challengeIn(clientDataJson: string): string | null {
  try {
    return clientData.parse(
      JSON.parse(Buffer.from(clientDataJson, "base64url").toString("utf8")),
    ).challenge;
  } catch {
    return null;
  }
}
