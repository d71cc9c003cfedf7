import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import {
  sessionIdOf,
  sessionOfId,
  type SessionStage,
} from "#lib/identity/sessions/index.ts";
import type { UserActor } from "#lib/access/index.ts";

/** Who makes a request, and what they may do yet. */
export interface CurrentSession {
  actor: UserActor;
  stage: SessionStage;
  /** How long the person may still work without a second factor; null when they need none, or have one. */
  daysToEnrol: number | null;
}

/** The session of this request, looked up in its row, however far it has come; null when there is none. */
export const currentSession = cache(
  async (): Promise<CurrentSession | null> => {
    const jar = await cookies();
    // The library that reads the cookie takes a while to load the first time.
    if (!jar.getAll().some(({ name }) => name.includes("session-token")))
      return null;
    const head = await headers();
    const sid = await sessionIdOf(
      Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
    );
    const session = sid === null ? null : await sessionOfId(sid);
    return (
      session && {
        actor: {
          ...session.person,
          address: head.get("x-client-address"),
          requestId: head.get("x-request-id"),
        },
        stage: session.stage,
        daysToEnrol: session.daysToEnrol,
      }
    );
  },
);

/** The person who makes this request; null when nobody is signed in, or not completely. */
export async function currentActor(): Promise<UserActor | null> {
  const session = await currentSession();
  return session?.stage === "full" ? session.actor : null;
}

const entrances = {
  second_factor_due: "/sign-in/second-factor",
  enrolment_due: "/sign-in/enrol",
};

/** The person who looks at a page; a visitor is led to the sign-in page, or to what is left of signing in, and back. */
export async function requireUser(): Promise<UserActor> {
  const session = await currentSession();
  if (session?.stage === "full") return session.actor;
  const entrance = session ? entrances[session.stage] : "/sign-in";
  const from = (await headers()).get("x-request-path");
  redirect(
    from && from !== "/"
      ? `${entrance}?from=${encodeURIComponent(from)}`
      : entrance,
  );
}
