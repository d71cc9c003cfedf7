/** Which accounts may be chosen (protocol 3.1): Official Accounts, Mini Programs, or both. */
export type AuthType = 1 | 2 | 3;

interface LinkInput {
  componentAppid: string;
  preAuthCode: string;
  /** Absolute; WeChat keeps its query and appends `auth_code` and `expires_in`. */
  redirectUri: string;
  authType: AuthType;
  /** Only this account may be chosen. */
  bizAppid?: string;
}

/** WeChat's page with a QR code for desktop browsers. It must be opened by a link on the launch domain (protocol 3.2). */
export function desktopAuthorizationUrl(
  input: LinkInput & { mpOrigin: string },
): string {
  return `${input.mpOrigin}/cgi-bin/componentloginpage?${query(input)}`;
}

/** WeChat's page inside WeChat on a phone; it does not open without the fragment (protocol 3.1). */
export function phoneAuthorizationUrl(
  input: LinkInput & { openOrigin: string },
): string {
  return `${input.openOrigin}/wxaopen/safe/bindcomponent?action=bindcomponent&no_scan=1&${query(input)}#wechat_redirect`;
}

function query(input: LinkInput): string {
  const parts = {
    component_appid: input.componentAppid,
    pre_auth_code: input.preAuthCode,
    redirect_uri: input.redirectUri,
    auth_type: String(input.authType),
    ...(input.bizAppid === undefined ? {} : { biz_appid: input.bizAppid }),
  };
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}
