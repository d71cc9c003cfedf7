import { env } from "#lib/base/env.ts";
import { deriveKey } from "#lib/base/secrets/index.ts";

/** The key with which next-auth encrypts its cookie. */
export function authSecret(): string {
  return deriveKey("next-auth").toString("base64");
}

/** Whether next-auth names its cookies `__Secure-…`. */
export function secureCookies(): boolean {
  return env().PUBLIC_URL.startsWith("https:");
}

/** The secret session id in next-auth's cookie; null when there is none or it is not signed by us. */
export async function sessionIdOf(
  cookies: Record<string, string>,
): Promise<string | null> {
  const request = { cookies, headers: {} };
  // Loaded on first use: loading is slow, and the first visitors of a process usually have no cookie.
  const { getToken } = await import("next-auth/jwt");
  const token = await getToken({
    req: request as unknown as Parameters<typeof getToken>[0]["req"],
    secret: authSecret(),
    secureCookie: secureCookies(),
  });
  const sid = token?.["sid"];
  return typeof sid === "string" ? sid : null;
}
