import { z } from "zod";
import { audit, type AuditActor } from "#lib/audit/index.ts";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { IdentityError } from "#lib/identity/index.ts";
import { lockOwners } from "./last-owner.ts";
import {
  hashPassword,
  linkToken,
  newPassword,
  personEmail,
  personName,
} from "#lib/identity/sign-in/index.ts";
import {
  makeLink,
  requireOpenLink,
  revokeLinks,
  consumeLink,
} from "./single-use-link.ts";

const { users } = schema;
const LINK_HOURS = 24;

/** What `POST /setup` takes. */
export const setupInput = z.strictObject({
  token: linkToken,
  name: personName,
  email: personEmail,
  password: newPassword,
});

async function hasUser(database: Database | Transaction): Promise<boolean> {
  const [someone] = await database
    .select({ id: users.id })
    .from(users)
    .limit(1);
  return someone !== undefined;
}

/**
 * Creates the first owner from `ADMIN_EMAIL` and `ADMIN_PASSWORD`, or makes a setup link, which is valid for a day and
 * revokes that of an earlier start. Every instance calls it at start.
 * @returns the link to print; null when a user exists
 */
export async function ensureOwner(): Promise<string | null> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = env();
  // Checked first because hashing the password is slow by design.
  if (await hasUser(db())) return null;
  const passwordHash =
    ADMIN_PASSWORD === undefined ? null : await hashPassword(ADMIN_PASSWORD);
  return db().transaction(async (tx) => {
    await lockOwners(tx);
    if (await hasUser(tx)) return null;
    if (ADMIN_EMAIL !== undefined && passwordHash !== null) {
      const name = ADMIN_EMAIL.split("@")[0] ?? ADMIN_EMAIL;
      await insertOwner(
        tx,
        { email: ADMIN_EMAIL.toLowerCase(), name, passwordHash },
        { kind: "system", name: "boot" },
      );
      return null;
    }
    await revokeLinks(tx, "setup");
    return (await makeLink(tx, { purpose: "setup", hours: LINK_HOURS })).url;
  });
}

/**
 * Creates the first owner by the setup link, which works once.
 * @throws {IdentityError} `setup_link_invalid` when the link is unknown, used or expired, or a user exists
 */
export async function completeSetup(
  input: z.infer<typeof setupInput>,
  visitor: AuditActor,
): Promise<{ email: string }> {
  const { token, name, email, password } = input;
  await requireOpenLink("setup", token);
  const passwordHash = await hashPassword(password);
  await db().transaction(async (tx) => {
    await lockOwners(tx);
    if (await hasUser(tx)) throw new IdentityError("setup_link_invalid");
    await consumeLink(tx, "setup", token);
    await insertOwner(tx, { email, name, passwordHash }, { ...visitor, name });
  });
  return { email };
}

async function insertOwner(
  tx: Transaction,
  owner: { email: string; name: string; passwordHash: string },
  actor: AuditActor,
): Promise<void> {
  const [made] = await tx
    .insert(users)
    .values({ ...owner, role: "owner" })
    .returning({ id: users.id });
  await audit(tx, {
    actor,
    action: "member.created",
    subject: made?.id,
    after: { email: owner.email, role: "owner" },
  });
}
