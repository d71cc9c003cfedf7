import type pg from "pg";

/** What the server keeps of its statements needs this setting. */
export const STATEMENT_SETTINGS = [
  "shared_preload_libraries=pg_stat_statements",
];

const ENOUGH = 15;
const HERE =
  "dbid = (select oid from pg_database where datname = current_database())";

/**
 * How many statements a request costs its database, and how long the slowest of all took that ran meanwhile. The jobs of
 * the console run by the clock: what ran less often than the request was made is theirs.
 */
export async function statementsOf(
  sql: pg.Pool | pg.Client,
  request: () => Promise<unknown>,
): Promise<{ perRequest: number; slowestMs: number }> {
  await sql.query("create extension if not exists pg_stat_statements");
  await sql.query(
    "select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)",
  );
  for (let time = 0; time < ENOUGH; time += 1) await request();
  const { rows } = await sql.query<{ per_request: number; slowest: number }>(
    `select coalesce(sum(calls / ${ENOUGH}), 0)::int as per_request, coalesce(max(max_exec_time), 0) as slowest
     from pg_stat_statements where ${HERE}`,
  );
  return {
    perRequest: rows[0]?.per_request ?? 0,
    slowestMs: rows[0]?.slowest ?? 0,
  };
}
