import { fillPlaceholders, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { QueryConfig } from "pg";

const dialect = new PgDialect();

/**
 * A prepared statement for hot paths: its text is built once, and each connection parses and plans it once.
 * @param name unique among all statements
 * @param query with `sql.placeholder` for the parameters
 * @returns a function from the parameters to the statement for the pool
 */
export function prepared(
  name: string,
  query: SQL,
): (values: Record<string, unknown>) => QueryConfig {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return (values) => ({ name, text, values: fillPlaceholders(params, values) });
}
