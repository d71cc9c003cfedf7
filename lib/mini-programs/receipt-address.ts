import { LRUCache } from "lru-cache";
import { and, eq, or, sql } from "drizzle-orm";
import { db, cachedRead, schema, now } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import type { AccountPush } from "#lib/wechat/index.ts";
import { type ConfigRow, openForConfig } from "./config-row.ts";

const { accounts, miniProgramConfigs } = schema;

/** The Mini Program of a receipt address, with the keys that open its pushes. */
export interface ReceiptAddress {
  appid: string;
  componentAppid: string;
  /** gh_…; empty until WeChat has returned it. */
  userName: string;
  /** null until a push is configured. */
  push: AccountPush | null;
  allow: readonly string[];
}

const cache = cachedRead<ReceiptAddress>({
  read: receiptAddress,
  freshMs: 0,
  max: 10_000,
});

/**
 * The Mini Program of a receipt address, current or previous; while the database is unavailable, as it was last read.
 * @returns null when no Mini Program has this address
 */
export function cachedReceiptAddress(
  key: string,
): Promise<ReceiptAddress | null> {
  return cache.get(key);
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

function pushOf(config: ConfigRow, previousKey: boolean): AccountPush | null {
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

/** Records that WeChat's check of the address passed. */
export async function recordVerified(appid: string): Promise<void> {
  await db()
    .update(miniProgramConfigs)
    .set({ verifiedAt: now, refusedAt: null, refusal: null })
    .where(eq(miniProgramConfigs.appid, appid));
}

/** Writes of the last five seconds by account, so that an account with many pushes is written rarely. */
const recorded = new LRUCache<string, Promise<unknown>>({
  max: 10_000,
  ttl: 5_000,
});

/** Records that a push was stored; does not delay the answer. */
export function recordReceived(appid: string): void {
  if (recorded.has(appid)) return;
  const written = db()
    .update(miniProgramConfigs)
    .set({ receivedAt: now, refusedAt: null, refusal: null })
    .where(eq(miniProgramConfigs.appid, appid))
    .catch((error: unknown) => {
      log.warn(
        { err: error, appid },
        "the time of a push could not be recorded",
      );
    });
  recorded.set(appid, written);
}

/** Records for the operator why a check or a push was refused. */
export async function recordRefused(
  appid: string,
  refusal: string,
): Promise<void> {
  // An earlier push must not be recorded after this refusal.
  await recorded.get(appid);
  recorded.delete(appid);
  await db()
    .update(miniProgramConfigs)
    .set({ refusedAt: now, refusal })
    .where(eq(miniProgramConfigs.appid, appid));
}
