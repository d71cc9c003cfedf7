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
 * Sees to it that there is an owner: from `ADMIN_EMAIL` and `ADMIN_PASSWORD`, or by a one-time link that is good for a
 * day and voids the link of an earlier start. Run at start by as many instances as there are.
 * @returns the link to print, or null when there is an owner
 */
export async function ensureOwner(): Promise<string | null> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = env();
  // Before the password is hashed, which takes a while by design.
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
 * Makes the first owner; the link is good once.
 * @throws {IdentityError} `setup_link_invalid` when it is unknown, used or over, or somebody is owner already
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
