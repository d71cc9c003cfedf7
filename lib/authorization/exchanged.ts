import type { AuthorizationInfo, AuthorizerInfo } from "#lib/wechat/index.ts";

/** What WeChat returned for an authorization code; `info` is null when the account's record could not be fetched. */
export interface Exchanged {
  authorization: AuthorizationInfo;
  info: AuthorizerInfo | null;
}

/** Builds the same from WeChat's record of the account: it has sets and refresh token, but no access token (protocol 2.3). */
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
