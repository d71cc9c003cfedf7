/** The redirect_uri with its own query kept and WeChat's two parameters appended (protocol 3.3). */
export function backTo(redirectUri: string, authCode: string): string {
  const url = new URL(redirectUri);
  url.searchParams.append("auth_code", authCode);
  url.searchParams.append("expires_in", "3600");
  return url.toString();
}
