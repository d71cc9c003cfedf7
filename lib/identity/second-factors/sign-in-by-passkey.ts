import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { createSession } from "#lib/identity/sessions/index.ts";
import {
  type Guest,
  rememberBrowser,
  type SignInResult,
} from "#lib/identity/sign-in/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { assertionInText } from "./passkey-shapes.ts";
import { auditRefusedStep, auditStep } from "./audit-step.ts";
import { usePasskey } from "./use-passkey.ts";

const { users } = schema;

const credentialsShape = z.object({ assertion: assertionInText });

/** Signs a person in by a passkey alone, which counts as both password and second factor. */
export async function signInByPasskey(
  credentials: unknown,
  guest: Guest,
): Promise<SignInResult> {
  const given = credentialsShape.safeParse(credentials);
  if (!given.success) return { outcome: "invalid" };
  const used = await usePasskey(given.data.assertion);
  const [person] = used
    ? await db()
        .select({ userId: users.id, name: users.name })
        .from(users)
        .where(and(eq(users.id, used.userId), isNull(users.disabledAt)))
    : [];
  if (!person) {
    await auditRefusedStep(null, guest, {
      action: "session.signed_in",
      reason: "passkey",
    });
    return { outcome: "invalid" };
  }
  const sessionId = await createSession(person.userId, guest, {
    secondFactor: "verified",
  });
  await auditStep(person, guest, {
    action: "session.signed_in",
    by: "passkey",
  });
  return {
    outcome: "signed_in",
    userId: person.userId,
    sessionId,
    browser: await rememberBrowser(person.userId, guest.browser),
  };
}
