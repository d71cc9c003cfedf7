import { eq } from "drizzle-orm";
import { lockAccount } from "#lib/accounts/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { hashToken, open, randomToken, seal } from "#lib/base/secrets/index.ts";
import { MiniProgramError } from "./mini-program-error.ts";

const { accounts, miniProgramConfigs } = schema;

export type ConfigRow = typeof miniProgramConfigs.$inferSelect;
type SealedColumn =
  "receipt_key" | "push_token" | "aes_key" | "previous_aes_key";

const sealContext = (appid: string, column: SealedColumn) => ({
  table: "mini_program_configs",
  column,
  row: appid,
});

/** Seals a secret for the row of its Mini Program. */
export function sealForConfig(
  appid: string,
  column: SealedColumn,
  secret: string,
): string {
  return seal(secret, sealContext(appid, column));
}

/** Opens a secret of a Mini Program's row; null stays null. */
export function openForConfig(
  appid: string,
  column: SealedColumn,
  blob: string | null,
): string | null {
  return blob === null ? null : open(blob, sealContext(appid, column));
}

/** A new key of a receipt address, as the row keeps it. */
export function newReceiptKey(appid: string) {
  const key = randomToken();
  return {
    receiptKeyHash: hashToken(key),
    receiptKeySealed: sealForConfig(appid, "receipt_key", key),
  };
}

/**
 * The configuration of a Mini Program. The first look makes its receipt address: the operator has to give it to WeChat
 * before there is anything to save here.
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`
 */
export async function configRow(appid: string): Promise<ConfigRow> {
  const [row] = await db()
    .select()
    .from(miniProgramConfigs)
    .where(eq(miniProgramConfigs.appid, appid));
  return row ?? db().transaction((tx) => lockConfig(tx, appid));
}

/**
 * The configuration of a Mini Program, made if there is none, and locked until the transaction ends.
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`
 */
export async function lockConfig(
  tx: Transaction,
  appid: string,
): Promise<ConfigRow> {
  await lockAccount(tx, appid);
  const [account] = await tx
    .select({ type: accounts.type })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  if (!account) throw new MiniProgramError("account_unknown");
  if (account.type !== "mini_program")
    throw new MiniProgramError("mini_programs_only");
  await tx
    .insert(miniProgramConfigs)
    .values({ appid, ...newReceiptKey(appid) })
    .onConflictDoNothing({ target: miniProgramConfigs.appid });
  const [row] = await tx
    .select()
    .from(miniProgramConfigs)
    .where(eq(miniProgramConfigs.appid, appid))
    .for("update");
  if (!row) throw new MiniProgramError("account_unknown");
  return row;
}
