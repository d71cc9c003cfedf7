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

/** What kind of browser opened the page: WeChat's own, another one on a phone, or one on a desktop. */
export type VisitorClient = "wechat" | "phone" | "desktop";

/** The page behind the QR code. */
export interface AuthorizePage {
  status: LinkStatus;
  reason?: LinkReason;
  errorKey?: string;
  kind: LinkRow["kind"];
  label: string | null;
  /** Who asks: the platform's name, or the host of this console. */
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
  /** WeChat's page, to be followed from ours; null when the link leads nowhere any more. */
  go: { url: string; state: string; expiresAt: string } | null;
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
 * What the page behind the QR code shows. The pre-auth code is fetched only now that someone looks, one for each visit,
 * since opening it on WeChat's side uses it up (protocol 2.1). Nothing is written: the visitor's page reports in by itself.
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
  const way = OPEN.includes(status)
    ? await wayOn(component, link, token, client)
    : { go: null, problem: null };
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
    ...way,
    simulated: component.simulated,
  };
}

async function wayOn(
  component: Component,
  link: LinkRow,
  token: string,
  client: VisitorClient,
): Promise<Pick<AuthorizePage, "go" | "problem">> {
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
      go: {
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
    return { go: null, problem };
  }
}
