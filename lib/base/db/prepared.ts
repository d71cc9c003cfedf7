import { fillPlaceholders, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { QueryConfig } from "pg";

const dialect = new PgDialect();

/**
 * A statement for where its cost decides: its text is made once, and each connection parses and plans it once.
 * @param name no other statement has
 * @param query with `sql.placeholder` for what differs from one use to the next
 * @returns the statement with its values, for the pool
 */
export function prepared(
  name: string,
  query: SQL,
): (values: Record<string, unknown>) => QueryConfig {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return (values) => ({ name, text, values: fillPlaceholders(params, values) });
}
