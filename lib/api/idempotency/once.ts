import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { IdempotencyError } from "./idempotency-error.ts";

const { idempotencyKeys: keys } = schema;

export interface Answer {
  status: number;
  body: unknown;
}

/** How long a repeated request waits for the answer to the first. */
const WAIT_MS = 30_000;
const POLL_MS = 60;

/**
 * Runs a change once per key: a repeated or concurrent identical request gets the first one's answer (kept for a day,
 * sealed, as it may contain a secret). A refusal is not kept: a retry may succeed.
 * @throws {IdempotencyError} `idempotency_mismatch` when the key was used for another request, `idempotency_in_progress`
 */
export async function once(
  input: { actor: string; key: string; request: string },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const requestHash = createHash("sha256").update(input.request).digest("hex");
  const row = and(eq(keys.actor, input.actor), eq(keys.key, input.key));
  const sealContext = {
    table: "idempotency_keys",
    column: "answer_sealed",
    row: `${input.actor} ${input.key}`,
  };
  const deadline = performance.now() + WAIT_MS;
  while (!(await claim(input, requestHash))) {
    const [earlier] = await db().select().from(keys).where(row);
    if (earlier && earlier.requestHash !== requestHash)
      throw new IdempotencyError("idempotency_mismatch");
    if (earlier?.answerSealed && earlier.status !== null)
      return {
        status: earlier.status,
        body: JSON.parse(open(earlier.answerSealed, sealContext)),
      };
    if (performance.now() > deadline)
      throw new IdempotencyError("idempotency_in_progress");
    await pause(POLL_MS);
  }
  try {
    const answer = await run();
    await db()
      .update(keys)
      .set({
        status: answer.status,
        answerSealed: seal(JSON.stringify(answer.body ?? null), sealContext),
      })
      .where(row);
    return answer;
  } catch (error) {
    await db()
      .delete(keys)
      .where(and(row, isNull(keys.status)));
    throw error;
  }
}

/** Of concurrent identical requests, exactly one inserts the row. */
async function claim(
  { actor, key }: { actor: string; key: string },
  requestHash: string,
): Promise<boolean> {
  const claimed = await db()
    .insert(keys)
    .values({ actor, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: keys.key });
  return claimed.length > 0;
}
