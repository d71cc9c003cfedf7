import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { audit } from "#lib/audit/index.ts";
import { type Database, db, schema, type Transaction } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { hashToken, randomToken } from "#lib/secrets/index.ts";
import { AuthError } from "./auth-error.ts";
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from "./password.ts";
import type { Visitor } from "./sign-in.ts";

const { setupLinks, users } = schema;
const LINK_HOURS = 24;

/** What `POST /setup` takes. */
export const setupInput = z.strictObject({
  token: z.string().max(100),
  name: z
    .string()
    .trim()
    .min(1, { error: "required" })
    .max(60, { error: "too_long" }),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: "email" })),
  password: z
    .string()
    .min(PASSWORD_MIN, { error: "password_short" })
    .max(PASSWORD_MAX, { error: "too_long" }),
});

async function lockUsers(tx: Transaction): Promise<boolean> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtext('lingpai first owner'))`,
  );
  return hasUser(tx);
}

async function hasUser(database: Database | Transaction): Promise<boolean> {
  const [someone] = await database
    .select({ id: users.id })
    .from(users)
    .limit(1);
  return someone !== undefined;
}

/**
 * Sees to it that there is an owner: from `ADMIN_EMAIL` and `ADMIN_PASSWORD`, or by a one-time link that is good for a
 * day and voids the link of an earlier start. Run at start by as many instances as there are.
 * @returns the link to print, or null when there is an owner
 */
export async function ensureOwner(): Promise<string | null> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD, PUBLIC_URL } = env();
  // Before the password is hashed, which takes a while by design.
  if (await hasUser(db())) return null;
  const passwordHash =
    ADMIN_PASSWORD === undefined ? null : await hashPassword(ADMIN_PASSWORD);
  return db().transaction(async (tx) => {
    if (await lockUsers(tx)) return null;
    if (ADMIN_EMAIL !== undefined && passwordHash !== null) {
      await insertOwner(
        tx,
        {
          email: ADMIN_EMAIL.toLowerCase(),
          name: ADMIN_EMAIL.split("@")[0] ?? ADMIN_EMAIL,
          passwordHash,
        },
        null,
      );
      return null;
    }
    const token = randomToken();
    await tx.delete(setupLinks);
    await tx.insert(setupLinks).values({
      tokenHash: hashToken(token),
      expiresAt: sql`clock_timestamp() + make_interval(hours => ${LINK_HOURS})`,
    });
    return `${PUBLIC_URL}/setup/${token}`;
  });
}

/** Whether a set-up link still opens the door. */
export async function setupLinkState(
  token: string,
): Promise<"valid" | "invalid"> {
  const [link] = await db()
    .select({ hash: setupLinks.tokenHash })
    .from(setupLinks)
    .where(living(token));
  return link ? "valid" : "invalid";
}

/**
 * Makes the first owner; the link is good once.
 * @throws {AuthError} `setup_link_invalid` when it is unknown, used or over, or somebody is owner already
 */
export async function completeSetup(
  input: z.infer<typeof setupInput>,
  visitor: Visitor,
): Promise<void> {
  if ((await setupLinkState(input.token)) === "invalid")
    throw new AuthError("setup_link_invalid");
  const passwordHash = await hashPassword(input.password);
  await db().transaction(async (tx) => {
    if (await lockUsers(tx)) throw new AuthError("setup_link_invalid");
    const used = await tx
      .update(setupLinks)
      .set({ usedAt: sql`clock_timestamp()` })
      .where(living(input.token))
      .returning({ hash: setupLinks.tokenHash });
    if (used.length === 0) throw new AuthError("setup_link_invalid");
    await insertOwner(
      tx,
      { email: input.email, name: input.name, passwordHash },
      visitor,
    );
  });
}

function living(token: string) {
  return and(
    eq(setupLinks.tokenHash, hashToken(token)),
    isNull(setupLinks.usedAt),
    gt(setupLinks.expiresAt, sql`clock_timestamp()`),
  );
}

async function insertOwner(
  tx: Transaction,
  owner: { email: string; name: string; passwordHash: string },
  visitor: Visitor | null,
): Promise<void> {
  const [made] = await tx
    .insert(users)
    .values({ ...owner, role: "owner" })
    .returning({ id: users.id });
  await audit(tx, {
    actor: visitor
      ? {
          kind: "visitor",
          name: owner.name,
          address: visitor.address,
          requestId: visitor.requestId,
        }
      : { kind: "system", name: "boot" },
    action: "member.created",
    subject: made?.id,
    after: { email: owner.email, role: "owner" },
  });
}
