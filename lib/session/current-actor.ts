import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import {
  personOfSession,
  sessionIdOf,
  type UserActor,
} from "#lib/auth/index.ts";

/** The person who makes this request, looked up in the session's row; null when nobody is signed in. */
export const currentActor = cache(async (): Promise<UserActor | null> => {
  const jar = await cookies();
  // The library that reads the cookie takes a while to load the first time.
  if (!jar.getAll().some(({ name }) => name.includes("session-token")))
    return null;
  const head = await headers();
  const sid = await sessionIdOf(
    Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
  );
  const person = sid === null ? null : await personOfSession(sid);
  return (
    person && {
      ...person,
      address: head.get("x-client-address"),
      requestId: head.get("x-request-id"),
    }
  );
});

/** The person who looks at a page; a visitor is led to the sign-in page and back. */
export async function requireUser(): Promise<UserActor> {
  const actor = await currentActor();
  if (actor) return actor;
  const from = (await headers()).get("x-request-path");
  redirect(
    from && from !== "/"
      ? `/sign-in?from=${encodeURIComponent(from)}`
      : "/sign-in",
  );
}
