import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Actor } from "./actor.ts";
import { accountsOf } from "./policy.ts";

/**
 * The condition that lets pass only what belongs to accounts that there are for somebody; undefined lets all pass.
 * @param appid the column that says whose a row is
 */
export function inAllowedAccounts(
  actor: Actor,
  appid: AnyPgColumn,
): SQL | undefined {
  const own = accountsOf(actor);
  return own === null
    ? undefined
    : sql`${appid} = any(${sql.param([...own])}::text[])`;
}
