import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { safeFetch } from "#lib/base/outbound/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { fetchStableToken } from "#lib/wechat/index.ts";
import { readTokenAnswer } from "./token-answer.ts";

const { miniProgramConfigs } = schema;

/** Where a Mini Program gets a token of its own: the customer's token server, or its AppSecret. */
export type OwnSource =
  | {
      mode: "url";
      url: string;
      method: "GET" | "POST";
      headers: Record<string, string>;
      /** Where in a JSON answer the token stands, fields joined by dots; empty: where it usually does. */
      tokenPath: string;
    }
  | { mode: "app_secret"; appSecret: string };

const sealContext = (appid: string) => ({
  table: "mini_program_configs",
  column: "send_source",
  row: appid,
});

/** Seals a source for the row of its Mini Program. */
export function sealOwnSource(appid: string, source: OwnSource): string {
  return seal(JSON.stringify(source), sealContext(appid));
}

/** Opens a sealed source. */
export function openOwnSource(appid: string, sealed: string): OwnSource {
  return JSON.parse(open(sealed, sealContext(appid))) as OwnSource;
}

/** The stored source of a Mini Program; null when it has none. */
export async function ownSource(appid: string): Promise<OwnSource | null> {
  const [row] = await db()
    .select({ sealed: miniProgramConfigs.sendSourceSealed })
    .from(miniProgramConfigs)
    .where(eq(miniProgramConfigs.appid, appid));
  return row?.sealed ? openOwnSource(appid, row.sealed) : null;
}

/** What a source gave. */
export interface OwnToken {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  /** HTTP status of an Access Token URL. */
  status?: number;
}

/**
 * Asks a source for a token. By AppSecret in WeChat's normal mode, which leaves other systems' tokens alone; by force,
 * once, only when that brings back the very token that WeChat refused (protocol 6).
 * @param input.rejected the token that WeChat refused
 * @throws {OutboundError | TokenError} of an Access Token URL
 * @throws {WeChatApiError | WeChatTransportError} of an AppSecret
 */
export async function fetchOwnToken(input: {
  apiOrigin: string;
  appid: string;
  source: OwnSource;
  rejected?: string;
}): Promise<OwnToken> {
  const { source, rejected, ...account } = input;
  if (source.mode === "url") {
    const { status, body } = await safeFetch(source.url, {
      allow: env().OUTBOUND_ALLOW,
      method: source.method,
      headers: source.headers,
    });
    return {
      ...readTokenAnswer(body.toString("utf8"), source.tokenPath),
      status,
    };
  }
  const ask = async (forceRefresh: boolean) => {
    const { token: accessToken, expiresIn } = await fetchStableToken({
      ...account,
      appSecret: source.appSecret,
      forceRefresh,
    });
    return { accessToken, expiresIn };
  };
  const usual = await ask(false);
  return usual.accessToken === rejected ? ask(true) : usual;
}
