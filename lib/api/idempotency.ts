import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { db, schema } from "#lib/db/index.ts";
import { open, seal } from "#lib/secrets/index.ts";
import { RequestError } from "./request-error.ts";

const { idempotencyKeys: keys } = schema;

export interface Answer {
  status: number;
  body: unknown;
}

/**
 * Runs a change once for each key: the same request again gets the first one's answer (kept for a day, sealed, as it may
 * hold a capability). A refusal is not kept: what forbade the change may be gone at the next try.
 * @throws {RequestError} `idempotency_mismatch` when the key was used for another request, `idempotency_in_progress`
 */
export async function once(
  input: { actor: string; key: string; request: string },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const requestHash = createHash("sha256").update(input.request).digest("hex");
  const row = and(eq(keys.actor, input.actor), eq(keys.key, input.key));
  const place = {
    table: "idempotency_keys",
    column: "answer_sealed",
    row: `${input.actor} ${input.key}`,
  };
  const first = await db()
    .insert(keys)
    .values({ actor: input.actor, key: input.key, requestHash })
    .onConflictDoNothing()
    .returning({ key: keys.key });
  if (first.length === 0) {
    const [earlier] = await db().select().from(keys).where(row);
    if (earlier && earlier.requestHash !== requestHash)
      throw new RequestError("idempotency_mismatch");
    if (!earlier || earlier.status === null || earlier.answerSealed === null)
      throw new RequestError("idempotency_in_progress");
    return {
      status: earlier.status,
      body: JSON.parse(open(earlier.answerSealed, place)),
    };
  }
  try {
    const answer = await run();
    await db()
      .update(keys)
      .set({
        status: answer.status,
        answerSealed: seal(JSON.stringify(answer.body ?? null), place),
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
