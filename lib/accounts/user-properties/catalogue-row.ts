import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Actor, inAllowedAccounts } from "#lib/access/index.ts";
import { db, schema, type Transaction } from "#lib/base/db/index.ts";
import { PropertyError } from "./property-error.ts";
import type { PropertyRow } from "./property-input.ts";
import type { UserProperty } from "./schema.ts";

const { accounts, userProperties } = schema;

/** How many accounts that use a property are listed by name. */
const NAMED = 3;

type User = { appid: string; name: string };
type Users = Map<string, { accounts: User[]; count: number }>;

/** Properties in the form of lists and the API. */
export async function shown(
  actor: Actor,
  rows: PropertyRow[],
): Promise<UserProperty[]> {
  const ids = rows.map((row) => row.id);
  const users = await usersOf(
    ids,
    db(),
    inAllowedAccounts(actor, accounts.appid),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    displayName: row.displayName,
    type: row.type,
    description: row.description,
    source: row.source,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    retiredAt: row.retiredAt?.toISOString() ?? null,
    usedBy: users.get(row.id)?.accounts ?? [],
    usedByCount: users.get(row.id)?.count ?? 0,
  }));
}

/** Uses the index accounts_by_openid_property. */
export async function usersOf(
  propertyIds: string[],
  database: Pick<Transaction, "select">,
  whose?: SQL,
): Promise<Users> {
  const users: Users = new Map();
  if (propertyIds.length === 0) return users;
  const ranked = database
    .select({
      propertyId: accounts.openidPropertyId,
      appid: accounts.appid,
      name: accounts.name,
      place:
        sql<number>`row_number() over (partition by ${accounts.openidPropertyId} order by ${accounts.name}, ${accounts.appid})::int`.as(
          "place",
        ),
      count:
        sql<number>`count(*) over (partition by ${accounts.openidPropertyId})::int`.as(
          "count",
        ),
    })
    .from(accounts)
    .where(and(inArray(accounts.openidPropertyId, propertyIds), whose))
    .as("ranked");
  const rows = await database
    .select()
    .from(ranked)
    .where(sql`${ranked.place} <= ${NAMED}`)
    .orderBy(ranked.propertyId, ranked.place);
  for (const { propertyId, appid, name, count } of rows) {
    if (propertyId === null) continue;
    const known = users.get(propertyId)?.accounts ?? [];
    users.set(propertyId, { accounts: [...known, { appid, name }], count });
  }
  return users;
}

/** Serializes writers of the catalogue, so that an import's decisions are still valid when it writes. */
export async function lockCatalogue(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtext('lingpai user properties'))`,
  );
}

/**
 * A property's row, locked until the transaction ends: an account that chooses it waits and sees the outcome.
 * @throws {PropertyError} `property_unknown`
 */
export async function lockProperty(
  tx: Transaction,
  id: string,
): Promise<PropertyRow> {
  const [row] = await tx
    .select()
    .from(userProperties)
    .where(eq(userProperties.id, id))
    .for("update");
  if (!row) throw new PropertyError("property_unknown");
  return row;
}

/** @throws {PropertyError} `property_in_use_by_accounts` */
export async function assertUnused(tx: Transaction, id: string): Promise<void> {
  const users = (await usersOf([id], tx)).get(id);
  if (users)
    throw new PropertyError("property_in_use_by_accounts", {
      values: {
        names: users.accounts.map(({ name }) => name).join("、"),
        count: users.count,
      },
    });
}

/** @throws {PropertyError} `property_name_taken` */
export async function assertNameFree(
  tx: Transaction,
  name: string,
): Promise<void> {
  const [taken] = await tx
    .select({ id: userProperties.id })
    .from(userProperties)
    .where(eq(userProperties.name, name));
  if (taken)
    throw new PropertyError("property_name_taken", {
      fields: [{ field: "name", code: "name_taken" }],
    });
}

/** The fields of a property in the audit log. */
export function auditedProperty(
  row: Pick<PropertyRow, "name" | "displayName" | "type" | "description">,
) {
  const { name, displayName, type, description } = row;
  return { name, displayName, type, description };
}
