import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import {
  authSecret,
  endSession,
  secureCookies,
  SESSION_HOURS,
  signIn,
} from "#lib/auth/index.ts";
import { admitByOidc, OIDC, oidcProviders } from "./single-sign-on.ts";

const text = (value: unknown) => (typeof value === "string" ? value : null);

/** next-auth keeps only the id of a session row in its cookie; the row decides at each request (design 6). */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const headers = request.headers ?? {};
          const result = await signIn(credentials, {
            address: text(headers["x-client-address"]),
            userAgent: text(headers["user-agent"]),
            requestId: text(headers["x-request-id"]),
          });
          switch (result.outcome) {
            case "signed_in":
              return { id: result.userId, sessionId: result.sessionId };
            case "throttled":
              throw new Error(`throttled:${result.seconds}`);
            case "invalid":
              throw new Error("invalid_credentials");
          }
        },
      }),
      ...oidcProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== OIDC) return true;
        const result = await admitByOidc(profile);
        if ("refusedAt" in result) return result.refusedAt;
        // What `jwt` finds below.
        Object.assign(user, result);
        return true;
      },
      jwt: ({ token, user }) =>
        "sessionId" in (user ?? {})
          ? { sid: (user as { sessionId?: string }).sessionId }
          : { sid: token["sid"] },
      // What a browser may read of itself: nothing but that there is a session.
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
