import { eq } from "drizzle-orm";
import { z } from "zod";
import { audit, auditRefusal } from "#lib/audit/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import {
  hashPassword,
  PASSWORD_MAX,
  verifyDummy,
  verifyPassword,
} from "./password.ts";
import { knownBrowser, rememberBrowser } from "./known-browsers.ts";
import { createSession, sessionOfId } from "#lib/identity/sessions/index.ts";
import { claimAttempt, passwordLimits, returnAttempt } from "./throttle.ts";

const { users } = schema;

const credentialsShape = z.object({
  email: z.string().trim().toLowerCase().max(320),
  password: z.string().min(1).max(PASSWORD_MAX),
});

export interface Visitor {
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
}

/** The source of a sign-in. */
export interface Guest extends Visitor {
  /** The secret id in the browser's cookie, if it has one. */
  browser: string | null;
}

export type SignInResult =
  | {
      outcome: "signed_in";
      userId: string;
      sessionId: string;
      /** The secret id to store in the browser's cookie; null until the sign-in is complete. */
      browser: string | null;
    }
  | { outcome: "invalid" }
  | { outcome: "throttled"; seconds: number };

/**
 * Signs a person in by e-mail address and password. An unknown address and a wrong password give the same answer in the
 * same time. If the person has a second factor, the new session waits for it.
 */
export async function signIn(
  credentials: unknown,
  guest: Guest,
): Promise<SignInResult> {
  const given = credentialsShape.safeParse(credentials);
  if (!given.success) return { outcome: "invalid" };
  const { email, password } = given.data;
  const known = await knownBrowser(guest.browser, email);
  const limits = known
    ? passwordLimits.fromKnownBrowser(known)
    : passwordLimits.fromAnywhere(email, guest.address);
  const seconds = await claimAttempt(limits);
  if (seconds > 0) {
    await auditSignIn(email, null, guest, "failed", { reason: "throttled" });
    return { outcome: "throttled", seconds };
  }
  const [user] = await db().select().from(users).where(eq(users.email, email));
  const verdict = user?.passwordHash
    ? await verifyPassword(password, user.passwordHash)
    : await verifyDummy(password);
  if (!user || verdict === "wrong" || user.disabledAt) {
    await auditSignIn(email, user ?? null, guest, "failed", {
      reason: "credentials",
    });
    return { outcome: "invalid" };
  }
  if (verdict === "outdated")
    await db()
      .update(users)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(users.id, user.id));
  await returnAttempt(limits);
  const sessionId = await createSession(user.id, guest, {
    secondFactor: "pending",
  });
  const session = await sessionOfId(sessionId);
  await auditSignIn(email, user, guest, "done", { by: "password" });
  return {
    outcome: "signed_in",
    userId: user.id,
    sessionId,
    browser:
      session?.stage === "second_factor_due"
        ? null
        : await rememberBrowser(user.id, guest.browser),
  };
}

/** An unknown address is stored only as a hash: it may be a stranger's, or a password typed into the wrong field. */
async function auditSignIn(
  email: string,
  user: { id: string; name: string } | null,
  visitor: Visitor,
  outcome: "done" | "failed",
  after: object,
): Promise<void> {
  const entry = {
    actor: {
      kind: user ? ("user" as const) : ("visitor" as const),
      id: user?.id ?? hashToken(email).slice(0, 16),
      name: user?.name ?? "unknown",
      address: visitor.address,
      requestId: visitor.requestId,
    },
    action: "session.signed_in",
    subject: user?.id,
    after,
  };
  await (outcome === "done"
    ? audit(db(), entry)
    : auditRefusal({ ...entry, outcome }));
}
