import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { stepOfCode } from "./one-time-code.ts";

const { totpFactors } = schema;

const sealContext = (id: string) => ({
  table: "totp_factors",
  column: "secret",
  row: id,
});

export const sealTotpSecret = (id: string, secret: string) =>
  seal(secret, sealContext(id));

/**
 * A person's confirmed app, or the one that waits for its first code, with the time step that the code belongs to.
 * @returns null when there is no such app; `step` null when the code is wrong
 */
export async function totpStep(
  database: Database | Transaction,
  userId: string,
  state: "confirmed" | "waiting",
  code: string,
): Promise<{ id: string; step: number | null } | null> {
  const [row] = await database
    .select({
      id: totpFactors.id,
      secretSealed: totpFactors.secretSealed,
      seconds: sql<number>`extract(epoch from clock_timestamp())::float8`,
    })
    .from(totpFactors)
    .where(
      and(
        eq(totpFactors.userId, userId),
        (state === "confirmed" ? isNotNull : isNull)(totpFactors.confirmedAt),
      ),
    );
  if (!row) return null;
  const secret = open(row.secretSealed, sealContext(row.id));
  return { id: row.id, step: stepOfCode(secret, code, row.seconds) };
}

/** Whether a code of the person's app is right. It works once, on any instance: an update to the same step matches no row. */
export async function spendTotpCode(
  userId: string,
  code: string,
): Promise<boolean> {
  const match = await totpStep(db(), userId, "confirmed", code);
  if (!match || match.step === null) return false;
  const spent = await db()
    .update(totpFactors)
    .set({ lastStep: match.step })
    .where(
      and(eq(totpFactors.id, match.id), lt(totpFactors.lastStep, match.step)),
    )
    .returning({ id: totpFactors.id });
  return spent.length > 0;
}
