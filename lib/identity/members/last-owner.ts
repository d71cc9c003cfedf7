import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { schema, type Transaction } from "#lib/base/db/index.ts";

const { users } = schema;

/** Serializes changes of who is an owner: two concurrent ones would each still count the other's owner. */
export async function lockOwners(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('lingpai owners'))`,
  );
}

/** Whether another active owner exists. Call it after `lockOwners`. */
export async function hasOtherOwner(
  tx: Transaction,
  userId: string,
): Promise<boolean> {
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.role, "owner"),
        isNull(users.disabledAt),
        ne(users.id, userId),
      ),
    )
    .limit(1);
  return other !== undefined;
}
