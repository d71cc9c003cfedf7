import type { NextAuthOptions, RequestInternal } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import {
  authSecret,
  endSession,
  secureCookies,
  SESSION_HOURS,
} from "#lib/identity/sessions/index.ts";
import {
  type Guest,
  signIn,
  type SignInResult,
} from "#lib/identity/sign-in/index.ts";
import {
  passSecondFactor,
  signInByPasskey,
} from "#lib/identity/second-factors/index.ts";
import { browserCookie, setBrowserCookie } from "./browser-cookie.ts";
import { currentSession } from "./current-actor.ts";
import { admitByOidc, OIDC, oidcProviders } from "./single-sign-on.ts";

const text = (value: unknown) => (typeof value === "string" ? value : null);

/** One step of signing in. Its result becomes a cookie or an error. */
function step(
  id: string,
  fields: string[],
  attempt: (given: unknown, guest: Guest) => Promise<SignInResult>,
) {
  return Credentials({
    id,
    credentials: Object.fromEntries(fields.map((field) => [field, {}])),
    async authorize(given, request) {
      const result = await attempt(given, await guestOf(request));
      switch (result.outcome) {
        case "signed_in":
          await setBrowserCookie(result.browser);
          return { id: result.userId, sessionId: result.sessionId };
        case "throttled":
          throw new Error(`throttled:${result.seconds}`);
        case "invalid":
          throw new Error("invalid_credentials");
      }
    },
  });
}

async function guestOf({
  headers,
}: Pick<RequestInternal, "headers">): Promise<Guest> {
  return {
    address: text(headers?.["x-client-address"]),
    userAgent: text(headers?.["user-agent"]),
    requestId: text(headers?.["x-request-id"]),
    browser: await browserCookie(),
  };
}

/** next-auth's cookie contains only the id of a session row, which is read at each request (decision 005). */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      step("credentials", ["email", "password"], signIn),
      step("passkey", ["assertion"], signInByPasskey),
      step("second-factor", ["code", "assertion"], async (given, guest) =>
        passSecondFactor(await currentSession(), given, guest),
      ),
      ...oidcProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== OIDC) return true;
        const result = await admitByOidc(profile);
        if ("refusedAt" in result) return result.refusedAt;
        // Read by the `jwt` callback below.
        Object.assign(user, result);
        return true;
      },
      jwt: ({ token, user }) =>
        "sessionId" in (user ?? {})
          ? { sid: (user as { sessionId?: string }).sessionId }
          : { sid: token["sid"] },
      // The browser learns only that there is a session.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const sid = text(token["sid"]);
        if (sid) await endSession(sid);
      },
    },
    logger: {
      error: () => undefined,
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
