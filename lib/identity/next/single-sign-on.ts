import type { OAuthConfig } from "next-auth/providers/oauth";
import { headers } from "next/headers";
import { SESSION_HOURS } from "#lib/identity/sessions/index.ts";
import { signInByOidc } from "#lib/identity/single-sign-on/index.ts";
import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";
import { currentActor } from "./current-actor.ts";

/** next-auth's id of the provider; part of the redirect URI. */
export const OIDC = "oidc";

interface Claims {
  sub: string;
  [name: string]: unknown;
}

/** The name on the single sign-on button; empty when none is set, null when single sign-on is off. */
export function singleSignOn(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER === undefined ? null : OIDC_NAME;
}

/** The company's identity provider, for next-auth; empty when none is set. */
export function oidcProviders(): OAuthConfig<Claims>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (OIDC_ISSUER === undefined) return [];
  return [
    {
      id: OIDC,
      name: OIDC_NAME,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: {
        params: {
          scope: "openid email profile",
          // Makes the provider send the time of authentication (auth_time).
          max_age: SESSION_HOURS * 3600,
        },
      },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      userinfo: { request: readClaims },
      profile: ({ sub }) => ({ id: sub }),
    },
  ];
}

type UserInfo = Extract<
  NonNullable<OAuthConfig<Claims>["userinfo"]>,
  { request?: unknown }
>;

/** Some providers put only part of the claims into the ID token; its claims take precedence over the user info. */
const readClaims: UserInfo["request"] = async ({ client, tokens }) => {
  // At run time this is openid-client's TokenSet, whose ID token is verified; next-auth's type does not say so.
  const tokenSet = tokens as Exclude<
    Parameters<typeof client.userinfo>[0],
    string
  >;
  const more = client.issuer.metadata.userinfo_endpoint
    ? await client.userinfo(tokenSet)
    : {};
  return { ...more, ...tokenSet.claims() };
};

/**
 * Signs in the person whom the provider has authenticated. Never throws: next-auth would put the message into a URL.
 * @param claims of an ID token that next-auth has verified
 * @returns the session, or the URL of the page that explains the refusal
 */
export async function admitByOidc(
  claims: unknown,
): Promise<{ sessionId: string } | { refusedAt: string }> {
  const refusedFor = (reason: string) => ({
    refusedAt: `${env().PUBLIC_URL}/sign-in?error=${reason}`,
  });
  try {
    const head = await headers();
    const visitor = {
      address: head.get("x-client-address"),
      userAgent: head.get("user-agent"),
      requestId: head.get("x-request-id"),
    };
    const result = await signInByOidc(claims, visitor, await currentActor());
    return result.outcome === "signed_in"
      ? { sessionId: result.sessionId }
      : refusedFor(result.reason);
  } catch (error) {
    log.error({ err: error }, "a single sign-on failed");
    return refusedFor("failed");
  }
}
