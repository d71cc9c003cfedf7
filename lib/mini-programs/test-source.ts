import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema, now } from "#lib/base/db/index.ts";
import { componentByAppid } from "#lib/credentials/platform/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import {
  fetchSourceToken,
  openTokenSource,
  type MiniProgramTokenSource,
} from "#lib/credentials/tokens/index.ts";
import { createAuthorizerClient } from "#lib/wechat/index.ts";
import { sendInput } from "./config-input.ts";
import { configRow } from "./config-row.ts";
import { MiniProgramError } from "./mini-program-error.ts";
import { othersWithUrl } from "./mini-program-config.ts";
import { sourceOf } from "./send-source.ts";

const { accounts, miniProgramConfigs } = schema;

/** What `POST /accounts/{appid}/mini-program-config/test` takes: a draft, or nothing to test what is saved. */
export const testInput = z.strictObject({ send: sendInput.optional() });

/** The result of one step of a test. */
export type SourceCheck =
  | {
      id: "token";
      ok: true;
      /** The token with its middle left out. */
      masked: string;
      /** Seconds that it has left. */
      expiresIn: number;
      milliseconds: number;
      /** HTTP status of an Access Token URL. */
      status: number | null;
    }
  | { id: "appid"; ok: true }
  | { id: "appid"; ok: false; belongsTo: string }
  | { id: "unique"; ok: false; names: string[] }
  | { id: "token" | "appid"; ok: false; error: unknown };

/**
 * Tests a token source as a send would use it: fetches a token, and asks WeChat by a read-only call which account it
 * belongs to. An address that another Mini Program also uses is a warning, not a failure.
 * @throws {AccessError} `forbidden`
 * @throws {MiniProgramError} `account_unknown`, `mini_programs_only`, `config_secret_missing`
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export async function testSource(
  actor: Actor,
  appid: string,
  { send }: z.infer<typeof testInput>,
): Promise<{ ok: boolean; checks: SourceCheck[] }> {
  authorize(actor, "accounts.configure", appid);
  const row = await configRow(appid);
  const kept =
    row.sendSourceSealed === null
      ? null
      : openTokenSource(appid, row.sendSourceSealed);
  const source = send ? sourceOf(send, kept) : kept;
  if (!source) throw new MiniProgramError("config_secret_missing");
  const checks = [
    ...(await uniqueCheck(actor, appid, source)),
    ...(await tokenChecks(appid, source)),
  ];
  const ok = checks.every((check) => check.ok || check.id === "unique");
  if (ok && !send)
    await db()
      .update(miniProgramConfigs)
      .set({ sendTestedAt: now })
      .where(eq(miniProgramConfigs.appid, appid));
  return { ok, checks };
}

async function uniqueCheck(
  actor: Actor,
  appid: string,
  source: MiniProgramTokenSource,
): Promise<SourceCheck[]> {
  if (source.mode !== "url") return [];
  const names = await othersWithUrl(actor, appid, hashToken(source.url));
  return names.length > 0 ? [{ id: "unique", ok: false, names }] : [];
}

async function tokenChecks(
  appid: string,
  source: MiniProgramTokenSource,
): Promise<SourceCheck[]> {
  const apiOrigin = await apiOriginOf(appid);
  const begun = performance.now();
  let token: string;
  let got: SourceCheck;
  try {
    const { accessToken, expiresIn, status } = await fetchSourceToken({
      apiOrigin,
      appid,
      source,
    });
    token = accessToken;
    got = {
      id: "token",
      ok: true,
      masked: `${token.slice(0, 4)}…${token.slice(-4)}`,
      expiresIn,
      milliseconds: Math.round(performance.now() - begun),
      status: status ?? null,
    };
  } catch (error) {
    return [{ id: "token", ok: false, error }];
  }
  return [got, await ownerCheck(apiOrigin, appid, token)];
}

async function ownerCheck(
  apiOrigin: string,
  appid: string,
  token: string,
): Promise<SourceCheck> {
  try {
    const tested = () => Promise.resolve(token);
    const client = createAuthorizerClient({
      apiOrigin,
      token: { get: tested, renew: tested },
    });
    const belongsTo = await client.appidOfToken();
    return belongsTo === appid
      ? { id: "appid", ok: true }
      : { id: "appid", ok: false, belongsTo };
  } catch (error) {
    return { id: "appid", ok: false, error };
  }
}

async function apiOriginOf(appid: string): Promise<string> {
  const [account] = await db()
    .select({ componentAppid: accounts.componentAppid })
    .from(accounts)
    .where(eq(accounts.appid, appid));
  const component = account && (await componentByAppid(account.componentAppid));
  if (!component) throw new MiniProgramError("account_unknown");
  return component.origins.api;
}
