import { eq } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import {
  type AccountType,
  missingSets,
} from "#lib/accounts/permissions/index.ts";
import {
  type Component,
  componentByAppid,
  recordPlatformError,
} from "#lib/credentials/platform/index.ts";
import { hashToken, randomToken } from "#lib/base/secrets/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import {
  type AuthType,
  desktopAuthorizationUrl,
  phoneAuthorizationUrl,
} from "#lib/wechat/index.ts";
import { type LinkRow, statusOf } from "./link-view.ts";
import { linkByToken } from "./links.ts";
import { sealState } from "./state.ts";
import { upstreamErrorKey } from "./upstream-error-key.ts";
import type { LinkReason, LinkStatus } from "./kinds.ts";

const { accounts } = schema;

/** The browser that opened the page: WeChat's in-app browser, another one on a phone, or one on a desktop. */
export type VisitorClient = "wechat" | "phone" | "desktop";

/** The page behind the QR code. */
export interface AuthorizePage {
  status: LinkStatus;
  reason?: LinkReason;
  errorKey?: string;
  kind: LinkRow["kind"];
  label: string | null;
  /** The platform's name, or else the host of this console. */
  askedBy: string;
  /** Of the account that the link is bound to. */
  accountName: string | null;
  /** The permission sets that the visitor is asked to tick. */
  wantedSets: number[];
  account?: {
    name: string;
    avatarUrl: string | null;
    type: AccountType;
    missingSets: number[];
  };
  expiresAt: string;
  /** The link to WeChat's authorization page; null when the authorization link is no longer open. */
  authorizationLink: { url: string; state: string; expiresAt: string } | null;
  /** `wechatErrors` key when WeChat could not be asked for a pre-auth code. */
  problem: string | null;
  simulated: boolean;
}

const OPEN: readonly LinkStatus[] = [
  "waiting",
  "opened",
  "authorizing",
  "failed",
];
const AUTH_TYPE: Record<LinkRow["kind"], AuthType> = {
  official_account: 1,
  mini_program: 2,
  any: 3,
  account: 3,
};

/**
 * What the page behind the QR code shows. A pre-auth code is fetched per visit, since opening it at WeChat uses it up
 * (protocol 2.1). Nothing is written: the page itself reports that it was opened.
 * @returns null for an unknown token
 */
export async function authorizePage(
  token: string,
  client: VisitorClient,
): Promise<AuthorizePage | null> {
  const link = await linkByToken(token);
  const component = link && (await componentByAppid(link.componentAppid));
  if (!link || !component) return null;
  const status = statusOf(link, new Date());
  const appid = status === "done" ? link.accountAppid : link.appid;
  const [account] = appid
    ? await db().select().from(accounts).where(eq(accounts.appid, appid))
    : [];
  const next = OPEN.includes(status)
    ? await authorizationLink(component, link, token, client)
    : { authorizationLink: null, problem: null };
  return {
    status,
    ...(status === "failed" && link.reason
      ? { reason: link.reason as LinkReason }
      : {}),
    ...(status === "failed" && link.errorKey
      ? { errorKey: link.errorKey }
      : {}),
    kind: link.kind,
    label: link.label,
    askedBy: component.displayName ?? new URL(env().PUBLIC_URL).host,
    accountName: link.kind === "account" ? (account?.name ?? null) : null,
    wantedSets: link.wantedSets,
    ...(status === "done" && account
      ? {
          account: {
            name: account.name,
            avatarUrl: account.avatarUrl,
            type: account.type,
            missingSets: missingSets(account.type, account.permissionSets),
          },
        }
      : {}),
    expiresAt: link.expiresAt.toISOString(),
    ...next,
    simulated: component.simulated,
  };
}

async function authorizationLink(
  component: Component,
  link: LinkRow,
  token: string,
  client: VisitorClient,
): Promise<Pick<AuthorizePage, "authorizationLink" | "problem">> {
  try {
    const { preAuthCode, expiresIn } =
      await componentClient(component).createPreAuthCode();
    const state = sealState({
      token,
      preAuthCodeHash: hashToken(preAuthCode),
      nonce: randomToken(),
    });
    const input = {
      componentAppid: component.componentAppid,
      preAuthCode,
      redirectUri: `${env().PUBLIC_URL}/api/wechat/authorize/callback?state=${encodeURIComponent(state)}`,
      authType: AUTH_TYPE[link.kind],
      bizAppid: link.appid ?? undefined,
    };
    const url =
      client === "desktop"
        ? desktopAuthorizationUrl({ ...input, mpOrigin: component.origins.mp })
        : phoneAuthorizationUrl({
            ...input,
            openOrigin: component.origins.open,
          });
    return {
      authorizationLink: {
        url,
        state,
        expiresAt: new Date(Date.now() + expiresIn * 1000).toISOString(),
      },
      problem: null,
    };
  } catch (error) {
    const problem = upstreamErrorKey(error);
    if (problem === null) throw error;
    await recordPlatformError(component.componentAppid, error);
    return { authorizationLink: null, problem };
  }
}
