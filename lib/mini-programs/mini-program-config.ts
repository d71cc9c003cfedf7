import { and, eq, ne } from "drizzle-orm";
import {
  type Actor,
  authorize,
  can,
  inAllowedAccounts,
} from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { shownAddress } from "#lib/base/outbound/index.ts";
import { openTokenSource } from "#lib/credentials/tokens/index.ts";
import { type ConfigRow, configRow, openForConfig } from "./config-row.ts";
import type { SendConfig, ReceiptConfig, MiniProgramConfig } from "./schema.ts";

const { accounts, accountTokens, miniProgramConfigs } = schema;

/**
 * The configuration of a Mini Program (小程序账号配置).
 * @throws {AccessError} `forbidden`
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`
 */
export async function miniProgramConfig(
  actor: Actor,
  appid: string,
): Promise<MiniProgramConfig> {
  authorize(actor, "accounts.read", appid);
  return configFor(actor, appid);
}

/**
 * Returns the result of a change without checking read permission, since the actor was allowed to change it.
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`
 */
export async function configFor(
  actor: Actor,
  appid: string,
): Promise<MiniProgramConfig> {
  const row = await configRow(appid);
  return {
    send: await sendConfig(actor, row),
    receipt: receiptConfig(row, can(actor, "accounts.configure", appid)),
  };
}

async function sendConfig(
  actor: Actor,
  row: ConfigRow,
): Promise<SendConfig | null> {
  if (row.sendSourceSealed === null) return null;
  const source = openTokenSource(row.appid, row.sendSourceSealed);
  const [token] = await db()
    .select({
      failingSince: accountTokens.failingSince,
      lastErrorKey: accountTokens.lastErrorKey,
      diedEarlyAt: accountTokens.diedEarlyAt,
    })
    .from(accountTokens)
    .where(
      and(eq(accountTokens.appid, row.appid), eq(accountTokens.kind, "own")),
    );
  const state = {
    testedAt: iso(row.sendTestedAt),
    failing: token?.failingSince
      ? {
          since: token.failingSince.toISOString(),
          key: token.lastErrorKey ?? "unknown",
        }
      : null,
    diedEarlyAt: iso(token?.diedEarlyAt ?? null),
  };
  return source.mode === "app_secret"
    ? { mode: "app_secret", ...state }
    : {
        mode: "url",
        url: shownAddress(source.url),
        method: source.method,
        headerNames: Object.keys(source.headers),
        tokenPath: source.tokenPath,
        sharedWith: await othersWithUrl(actor, row.appid, row.sendUrlHash),
        ...state,
      };
}

/** Other Mini Programs that get their token from the same address, which can give but one of them its own. */
export async function othersWithUrl(
  actor: Actor,
  appid: string,
  urlHash: string | null,
): Promise<string[]> {
  if (urlHash === null) return [];
  const rows = await db()
    .select({ name: accounts.name })
    .from(miniProgramConfigs)
    .innerJoin(accounts, eq(accounts.appid, miniProgramConfigs.appid))
    .where(
      and(
        eq(miniProgramConfigs.sendUrlHash, urlHash),
        ne(miniProgramConfigs.appid, appid),
        inAllowedAccounts(actor, accounts.appid),
      ),
    )
    .orderBy(accounts.name)
    .limit(5);
  return rows.map(({ name }) => name);
}

function receiptConfig(row: ConfigRow, withAddress: boolean): ReceiptConfig {
  const key = openForConfig(row.appid, "receipt_key", row.receiptKeySealed);
  const previous = row.previousKeyUntil;
  return {
    url: withAddress
      ? `${env().PUBLIC_URL}/api/wechat/receipts/${key ?? ""}`
      : null,
    previousUntil: previous && previous > new Date() ? iso(previous) : null,
    mode: row.mode,
    format: row.format,
    source: row.source,
    encodingAesKeySet: row.aesKeySealed !== null,
    allow: row.allow,
    verifiedAt: iso(row.verifiedAt),
    receivedAt: iso(row.receivedAt),
    refused: row.refusedAt
      ? { at: row.refusedAt.toISOString(), reason: row.refusal ?? "unknown" }
      : null,
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
