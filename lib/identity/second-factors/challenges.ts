import { and, eq, gt, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { db, fromNow, now, schema } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";

const { passkeyChallenges } = schema;

const VALID_MINUTES = 5;

/**
 * Stores a challenge for an authenticator, so that any instance can verify the response.
 * @param userId the person who adds a passkey; null when a passkey is used
 */
export async function storeChallenge(
  challenge: string,
  userId: string | null,
): Promise<void> {
  // Visitors can request challenges, so expired ones are deleted here and not only by the daily purge.
  await db()
    .delete(passkeyChallenges)
    .where(lt(passkeyChallenges.expiresAt, now));
  await db()
    .insert(passkeyChallenges)
    .values({
      challengeHash: hashToken(challenge),
      userId,
      expiresAt: fromNow({ minutes: VALID_MINUTES }),
    });
}

/** Deletes a challenge; false when it is unknown, for another purpose, already used or expired. */
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
        gt(passkeyChallenges.expiresAt, now),
      ),
    )
    .returning({ hash: passkeyChallenges.challengeHash });
  return spent.length > 0;
}

const clientData = z.object({ challenge: z.string().max(200) });

/** The challenge that a response claims to have signed. It is only a claim until the signature is verified. */
export function challengeIn(clientDataJson: string): string | null {
  try {
    return clientData.parse(
      JSON.parse(Buffer.from(clientDataJson, "base64url").toString("utf8")),
    ).challenge;
  } catch {
    return null;
  }
}
