import { setsOf } from "./samples.ts";
import type { Pusher } from "./push.ts";
import type { Account, AuthorizationCode } from "./types.ts";
import { secret, type World } from "./world.ts";

const CODE_SECONDS = 3600;
/** An account may be authorized to this many providers (protocol 3.1). */
export const MAX_PROVIDERS = 15;

/** Sets that an account cannot grant now, since another provider holds them exclusively. */
export function heldSets(account: Account): number[] {
  return setsOf(account.type)
    .filter((set) => set.exclusive && account.heldByOthers.includes(set.id))
    .map((set) => set.id);
}

/** Whether the account can be authorized at all; the reason why not. */
export function obstacle(account: Account): "providers" | "status" | null {
  if (account.grant === null && account.otherProviders >= MAX_PROVIDERS)
    return "providers";
  return [14, 16, 19].includes(account.accountStatus) ? "status" : null;
}

/** What the admin's 确认 does: the grant is renewed, a code is made, a push is due unless nothing changed (protocol 1.3, 2.1). */
export function grant(
  world: World,
  account: Account,
  wanted: number[],
): {
  code: AuthorizationCode;
  infoType: "authorized" | "updateauthorized" | null;
} {
  const held = heldSets(account);
  const sets = setsOf(account.type)
    .map((set) => set.id)
    .filter((id) => wanted.includes(id) && !held.includes(id));
  const before = account.grant;
  account.grant = {
    sets,
    refreshToken: secret("refreshtoken"),
    authTime: Math.floor(Date.now() / 1000),
  };
  const code: AuthorizationCode = {
    ...world.issue("queryauthcode", CODE_SECONDS),
    appid: account.appid,
    used: false,
  };
  world.state.codes.push(code);
  const changed = before === null || before.sets.join() !== sets.join();
  return {
    code,
    infoType:
      before === null ? "authorized" : changed ? "updateauthorized" : null,
  };
}

/** The fields of the push that belongs to a grant. */
export function grantPush(
  account: Account,
  code: AuthorizationCode,
  infoType: string,
  preAuthCode: string,
) {
  return {
    InfoType: infoType,
    AuthorizerAppid: account.appid,
    AuthorizationCode: code.value,
    AuthorizationCodeExpiredTime: Math.floor(code.expiresAt / 1000),
    ...(preAuthCode === "" ? {} : { PreAuthCode: preAuthCode }),
  };
}

/** The merchant ends the authorization: tokens die, and the platform is told. */
export async function deauthorize(
  world: World,
  pusher: Pusher,
  account: Account,
): Promise<void> {
  account.grant = null;
  world.state.accountTokens = world.state.accountTokens.filter(
    (token) => token.appid !== account.appid,
  );
  await pusher.event({
    InfoType: "unauthorized",
    AuthorizerAppid: account.appid,
  });
}
