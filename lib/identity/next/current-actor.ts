import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import {
  sessionIdOf,
  sessionOfId,
  type SessionStage,
} from "#lib/identity/sessions/index.ts";
import type { UserActor } from "#lib/access/index.ts";

/** The user of a request and the stage of their session. */
export interface CurrentSession {
  actor: UserActor;
  stage: SessionStage;
  /** Days left to set up a second factor; null when none is required or one exists. */
  daysToEnrol: number | null;
}

/** The session of this request, at any stage, read from the database; null when there is none. */
export const currentSession = cache(
  async (): Promise<CurrentSession | null> => {
    const jar = await cookies();
    // The library that reads the cookie is slow to load, so requests without one do not load it.
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

/** The user of this request; null unless their sign-in is complete. */
export async function currentActor(): Promise<UserActor | null> {
  const session = await currentSession();
  return session?.stage === "full" ? session.actor : null;
}

/** Where a sign-in continues. */
const nextStepPath = {
  second_factor_due: "/sign-in/second-factor",
  enrolment_due: "/sign-in/enrol",
};

/** The user of a page. Anyone else is redirected to sign in, or to the next step of signing in, and back afterwards. */
export async function requireUser(): Promise<UserActor> {
  const session = await currentSession();
  if (session?.stage === "full") return session.actor;
  const path = session ? nextStepPath[session.stage] : "/sign-in";
  const from = (await headers()).get("x-request-path");
  redirect(
    from && from !== "/" ? `${path}?from=${encodeURIComponent(from)}` : path,
  );
}
