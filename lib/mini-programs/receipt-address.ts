import { and, eq, or, sql } from "drizzle-orm";
import { db, remembered, schema } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import type { OwnPush } from "#lib/wechat/index.ts";
import { type ConfigRow, openForConfig } from "./config-row.ts";

const { accounts, miniProgramConfigs } = schema;

/** A receipt address, with what its pushes are opened by. */
export interface ReceiptAddress {
  appid: string;
  componentAppid: string;
  /** gh_…; empty as long as WeChat has not told it. */
  userName: string;
  /** null as long as nothing is saved. */
  push: OwnPush | null;
  allow: readonly string[];
}

const memory = remembered<ReceiptAddress>({
  read: receiptAddress,
  freshMs: 0,
  most: 10_000,
});

/**
 * The Mini Program behind a receipt address, the present one or the one before it; while the database is away as it was
 * last known.
 * @returns null when nobody has this address
 */
export function rememberedReceiptAddress(
  key: string,
): Promise<ReceiptAddress | null> {
  return memory.get(key);
}

async function receiptAddress(key: string): Promise<ReceiptAddress | null> {
  const hash = hashToken(key);
  const [found] = await db()
    .select({
      config: miniProgramConfigs,
      componentAppid: accounts.componentAppid,
      userName: accounts.userName,
      previousKey: sql<boolean>`coalesce(${miniProgramConfigs.previousAesKeyUntil} > clock_timestamp(), false)`,
    })
    .from(miniProgramConfigs)
    .innerJoin(accounts, eq(accounts.appid, miniProgramConfigs.appid))
    .where(
      or(
        eq(miniProgramConfigs.receiptKeyHash, hash),
        and(
          eq(miniProgramConfigs.previousKeyHash, hash),
          sql`${miniProgramConfigs.previousKeyUntil} > clock_timestamp()`,
        ),
      ),
    );
  if (!found) return null;
  const { config, componentAppid, userName, previousKey } = found;
  return {
    appid: config.appid,
    componentAppid,
    userName,
    push: pushOf(config, previousKey),
    allow: config.allow,
  };
}

function pushOf(config: ConfigRow, previousKey: boolean): OwnPush | null {
  const { appid, mode } = config;
  const token = openForConfig(appid, "push_token", config.pushTokenSealed);
  if (mode === null || token === null) return null;
  const keys = [
    openForConfig(appid, "aes_key", config.aesKeySealed),
    previousKey
      ? openForConfig(appid, "previous_aes_key", config.previousAesKeySealed)
      : null,
  ];
  return {
    appid,
    token,
    encodingAesKeys: keys.filter((key) => key !== null),
    mode,
    signed: config.source !== "third_party",
  };
}

/** WeChat's check of the address passed. */
export async function noteVerified(appid: string): Promise<void> {
  await db()
    .update(miniProgramConfigs)
    .set({ verifiedAt: sql`clock_timestamp()`, refusedAt: null, refusal: null })
    .where(eq(miniProgramConfigs.appid, appid));
}

/** Accounts whose push was noted less than five seconds ago, many may come at once; each with the end of the noting. */
const noted = new Map<string, Promise<unknown>>();
const NOTE_MS = 5_000;

/** Notes, behind the answer, that a push came in and was stored. */
export function noteReceived(appid: string): void {
  if (noted.has(appid)) return;
  setTimeout(() => noted.delete(appid), NOTE_MS).unref();
  const noting = db()
    .update(miniProgramConfigs)
    .set({ receivedAt: sql`clock_timestamp()`, refusedAt: null, refusal: null })
    .where(eq(miniProgramConfigs.appid, appid))
    .catch((error: unknown) => {
      log.warn({ err: error, appid }, "a push could not be noted");
    });
  noted.set(appid, noting);
}

/** A check or a push was refused, for the operator to read why. */
export async function noteRefused(
  appid: string,
  refusal: string,
): Promise<void> {
  // A push that came before it is not noted after it.
  await noted.get(appid);
  noted.delete(appid);
  await db()
    .update(miniProgramConfigs)
    .set({ refusedAt: sql`clock_timestamp()`, refusal })
    .where(eq(miniProgramConfigs.appid, appid));
}
