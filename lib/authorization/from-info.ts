import type { AuthorizerInfo } from "#lib/wechat/index.ts";
import type { Exchanged } from "./exchange-code.ts";

/** An authorization as WeChat's record of the account tells it: sets and refresh token, but no access token (protocol 2.3). */
export function exchangedFromInfo(
  appid: string,
  info: AuthorizerInfo,
): Exchanged {
  return {
    authorization: {
      appid,
      accessToken: undefined,
      expiresIn: undefined,
      refreshToken: info.refreshToken,
      permissionSets: info.permissionSets,
    },
    info,
  };
}
