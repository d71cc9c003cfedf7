import { setsOf } from "./samples.ts";
import type { Pusher } from "../pushes/pusher.ts";
import type { Account, AuthorizationCode } from "./types.ts";
import { secret, type Simulation } from "./simulation.ts";

const CODE_SECONDS = 3600;
/** An account may be authorized to this many providers (protocol 3.1). */
export const MAX_PROVIDERS = 15;

/** Sets that an account cannot grant, since another provider has them exclusively. */
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

/** The admin's 确认: renews the grant and issues a code; a push is due unless nothing changed (protocol 1.3, 2.1). */
export function grant(
  simulation: Simulation,
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
    ...simulation.issue("queryauthcode", CODE_SECONDS),
    appid: account.appid,
    used: false,
  };
  simulation.state.codes.push(code);
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

/** The merchant ends the authorization: the tokens end, and the platform gets an event. */
export async function deauthorize(
  simulation: Simulation,
  pusher: Pusher,
  account: Account,
): Promise<void> {
  account.grant = null;
  simulation.state.accountTokens = simulation.state.accountTokens.filter(
    (token) => token.appid !== account.appid,
  );
  await pusher.event({
    InfoType: "unauthorized",
    AuthorizerAppid: account.appid,
  });
}
