import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { safeFetch } from "#lib/base/outbound/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { fetchStableToken } from "#lib/wechat/index.ts";
import { readTokenAnswer } from "./token-answer.ts";

const { miniProgramConfigs } = schema;

/** The token source of a Mini Program: the customer's token server, or its AppSecret. */
export type MiniProgramTokenSource =
  | {
      mode: "url";
      url: string;
      method: "GET" | "POST";
      headers: Record<string, string>;
      /** Path of the token in a JSON answer, fields joined by dots; empty: the usual field. */
      tokenPath: string;
    }
  | { mode: "app_secret"; appSecret: string };

const sealContext = (appid: string) => ({
  table: "mini_program_configs",
  column: "send_source",
  row: appid,
});

/** Seals a token source for the row of its Mini Program. */
export function sealTokenSource(
  appid: string,
  source: MiniProgramTokenSource,
): string {
  return seal(JSON.stringify(source), sealContext(appid));
}

export function openTokenSource(
  appid: string,
  sealed: string,
): MiniProgramTokenSource {
  return JSON.parse(open(sealed, sealContext(appid))) as MiniProgramTokenSource;
}

/** The stored token source of a Mini Program; null when it has none. */
export async function tokenSourceOf(
  appid: string,
): Promise<MiniProgramTokenSource | null> {
  const [row] = await db()
    .select({ sealed: miniProgramConfigs.sendSourceSealed })
    .from(miniProgramConfigs)
    .where(eq(miniProgramConfigs.appid, appid));
  return row?.sealed ? openTokenSource(appid, row.sealed) : null;
}

export interface SourceToken {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  /** HTTP status of an Access Token URL. */
  status?: number;
}

/**
 * Fetches a token from a source. With an AppSecret it asks in normal mode, which leaves other systems' tokens valid, and
 * forces a refresh only when that returns the rejected token again (protocol 6).
 * @param input.rejected the token that WeChat rejected
 * @throws {OutboundError | TokenError} of an Access Token URL
 * @throws {WeChatApiError | WeChatTransportError} of an AppSecret
 */
export async function fetchSourceToken(input: {
  apiOrigin: string;
  appid: string;
  source: MiniProgramTokenSource;
  rejected?: string;
}): Promise<SourceToken> {
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
