import { and, asc, eq, ne, not, type SQL, sql } from "drizzle-orm";
import { type Actor, authorize, inAllowedAccounts } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import type {
  AccountType,
  PermissionSet,
} from "#lib/accounts/permissions/index.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import type { AccountRow } from "./account-row.ts";

const { accounts } = schema;

/** How many accounts with, and how many without a set are listed by name. */
const NAMED = 50;

export interface HolderCounts {
  /** Number of authorized accounts by type. */
  accounts: Record<AccountType, number>;
  /** How many of those have each set; sets without an account are absent. */
  having: Record<number, number>;
}

/** The authorized accounts of the active platform that the actor may see. */
const authorizedOf = (actor: Actor, componentAppid: string) =>
  and(
    eq(accounts.componentAppid, componentAppid),
    ne(accounts.status, "deauthorized"),
    inAllowedAccounts(actor, accounts.appid),
  );

/**
 * How many of the authorized accounts have each permission set.
 * @throws {AccessError} `forbidden`
 */
export async function holderCounts(actor: Actor): Promise<HolderCounts> {
  authorize(actor, "accounts.read");
  const counts: HolderCounts = {
    accounts: { official_account: 0, mini_program: 0 },
    having: {},
  };
  const component = await activeComponentRow();
  if (!component) return counts;
  const number = sql<number>`count(*)::int`;
  // A full scan: every account counts, so no index helps.
  const set = sql<number>`unnest(${accounts.permissionSets})`;
  const [totals, having] = await Promise.all([
    db()
      .select({ type: accounts.type, number })
      .from(accounts)
      .where(authorizedOf(actor, component.componentAppid))
      .groupBy(accounts.type),
    db()
      .select({ set, number })
      .from(accounts)
      .where(authorizedOf(actor, component.componentAppid))
      .groupBy(set),
  ]);
  for (const { type, number } of totals) counts.accounts[type] = number;
  for (const { set, number } of having) counts.having[set] = number;
  return counts;
}

export type NamedAccount = Pick<
  AccountRow,
  "appid" | "name" | "avatarUrl" | "kind"
>;

/** Some accounts by name, and the total number. */
export interface NamedAccounts {
  items: NamedAccount[];
  total: number;
}

/** The types that the console connects; no account can grant a set of another type. */
const connected = (type: PermissionSet["type"]): AccountType | null =>
  type === "official_account" || type === "mini_program" ? type : null;

/**
 * The authorized accounts that have a permission set, and those of the same type that lack it: by name, 50 of each.
 * @returns null for a set of a type that the console does not connect
 * @throws {AccessError} `forbidden`
 */
export async function permissionHolders(
  actor: Actor,
  set: Pick<PermissionSet, "id" | "type">,
): Promise<{ having: NamedAccounts; lacking: NamedAccounts } | null> {
  authorize(actor, "accounts.read");
  const type = connected(set.type);
  if (!type) return null;
  const component = await activeComponentRow();
  const none = { items: [], total: 0 };
  if (!component) return { having: none, lacking: none };
  const ofType = and(
    authorizedOf(actor, component.componentAppid),
    eq(accounts.type, type),
  );
  // `@>` uses accounts_by_permission_set; its negation scans accounts_by_name.
  const has = sql`${accounts.permissionSets} @> array[${set.id}::integer]`;
  const [having, lacking] = await Promise.all([
    named(and(ofType, has)),
    named(and(ofType, not(has))),
  ]);
  return { having, lacking };
}

async function named(where: SQL | undefined): Promise<NamedAccounts> {
  const rows = await db()
    .select({
      appid: accounts.appid,
      name: accounts.name,
      avatarUrl: accounts.avatarUrl,
      kind: accounts.kind,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(accounts)
    .where(where)
    .orderBy(asc(accounts.name), asc(accounts.appid))
    .limit(NAMED);
  return {
    items: rows.map(({ appid, name, avatarUrl, kind }) => ({
      appid,
      name,
      avatarUrl,
      kind,
    })),
    total: rows[0]?.total ?? 0,
  };
}
