import type { OAuthConfig } from "next-auth/providers/oauth";
import { headers } from "next/headers";
import { SESSION_HOURS } from "#lib/identity/sessions/index.ts";
import { signInByOidc } from "#lib/identity/single-sign-on/index.ts";
import { env } from "#lib/base/env.ts";
import { log } from "#lib/base/log.ts";
import { currentActor } from "./current-actor.ts";

/** By which next-auth knows the provider; part of its redirect address. */
export const OIDC = "oidc";

interface Claims {
  sub: string;
  [name: string]: unknown;
}

/** What the button of single sign-on names it; empty when it has no name, null when there is none. */
export function singleSignOn(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER === undefined ? null : OIDC_NAME;
}

/** The company's provider of single sign-on, for next-auth; none when it is not set. */
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
          // Makes the provider tell when the person proved to be themselves (auth_time).
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

/** Some providers put little into the ID token and the rest into the user info; what the token says counts more. */
const readClaims: UserInfo["request"] = async ({ client, tokens }) => {
  // next-auth's type does not tell that this is openid-client's own, whose ID token is verified.
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
 * Lets in whom the provider vouches for. Throws nothing: next-auth would put the error's message into an address.
 * @param claims of an ID token that next-auth has verified
 * @returns the session, or the address of the page that says why not
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
