import type pg from "pg";

/** What the server keeps of its statements needs this setting. */
export const STATEMENT_SETTINGS = [
  "shared_preload_libraries=pg_stat_statements",
];

const ENOUGH = 15;

/**
 * How many statements a request costs its database. The jobs of the console run by the clock: what ran less often than the
 * request was made is theirs.
 */
export async function statementsPerRequest(
  sql: pg.Pool | pg.Client,
  request: () => Promise<unknown>,
): Promise<number> {
  await watchStatements(sql);
  for (let time = 0; time < ENOUGH; time += 1) await request();
  const { rows } = await sql.query<{ per_request: number }>(
    `select coalesce(sum(calls / ${ENOUGH}), 0)::int as per_request
     from pg_stat_statements where ${HERE}`,
  );
  return rows[0]?.per_request ?? 0;
}

const HERE =
  "dbid = (select oid from pg_database where datname = current_database())";

/** Begins to count from zero the statements of one database. */
export async function watchStatements(sql: pg.Pool | pg.Client): Promise<void> {
  await sql.query("create extension if not exists pg_stat_statements");
  await sql.query(
    "select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)",
  );
}

/** The slowest statement since the counting began, in milliseconds. */
export async function slowestStatement(
  sql: pg.Pool | pg.Client,
): Promise<{ ms: number; query: string }> {
  const { rows } = await sql.query<{ ms: number; query: string }>(
    `select max_exec_time as ms, query from pg_stat_statements where ${HERE} order by 1 desc limit 1`,
  );
  return rows[0] ?? { ms: 0, query: "" };
}
