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

/** The app that a person uses, or the one that waits for its first code, with the period that a code of it is of. */
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

/** Whether a code of the person's app is right; it is good once, whichever instance it is sent to. */
export async function spendTotpCode(
  userId: string,
  code: string,
): Promise<boolean> {
  const given = await totpStep(db(), userId, "confirmed", code);
  if (!given || given.step === null) return false;
  const spent = await db()
    .update(totpFactors)
    .set({ lastStep: given.step })
    .where(
      and(eq(totpFactors.id, given.id), lt(totpFactors.lastStep, given.step)),
    )
    .returning({ id: totpFactors.id });
  return spent.length > 0;
}
