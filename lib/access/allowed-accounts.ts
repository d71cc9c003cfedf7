import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Actor } from "./actor.ts";
import { accountsOf } from "./policy.ts";

/**
 * The SQL condition that limits rows to the accounts that an actor may see; undefined when it may see all.
 * @param appid the column with the AppID of the row's account
 */
export function inAllowedAccounts(
  actor: Actor,
  appid: AnyPgColumn,
): SQL | undefined {
  const allowed = accountsOf(actor);
  return allowed === null
    ? undefined
    : sql`${appid} = any(${sql.param([...allowed])}::text[])`;
}
