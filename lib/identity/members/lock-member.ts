import { inArray } from "drizzle-orm";
import { z } from "zod";
import { authorize, type UserActor } from "#lib/access/index.ts";
import { IdentityError } from "#lib/identity/index.ts";
import { lockOwners } from "./last-owner.ts";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import { MemberError } from "./member-error.ts";

const { users } = schema;

export type MemberRow = typeof users.$inferSelect;

/**
 * Locks a member's row until the transaction ends. The actor is authorized again, because they may have been demoted while
 * waiting for the lock.
 * @throws {IdentityError} `unauthenticated`, `forbidden`
 * @throws {MemberError} `member_unknown`
 */
export async function lockMember(
  tx: Transaction,
  actor: UserActor,
  id: string,
): Promise<MemberRow> {
  await lockOwners(tx);
  const ids = z.uuid().safeParse(id).success
    ? [actor.userId, id]
    : [actor.userId];
  const rows = await tx.select().from(users).where(inArray(users.id, ids));
  const now = rows.find((row) => row.id === actor.userId);
  if (!now || now.disabledAt) throw new IdentityError("unauthenticated");
  authorize({ kind: "user", role: now.role }, "members.manage");
  const member = rows.find((row) => row.id === id);
  if (!member) throw new MemberError("member_unknown");
  return member;
}
