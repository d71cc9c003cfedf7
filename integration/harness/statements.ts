import { setTimeout as pause } from "node:timers/promises";
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
 * the console run by the clock: what runs in the same time without any request is theirs, and is taken off.
 */
export async function statementsOf(
  sql: pg.Pool | pg.Client,
  request: () => Promise<unknown>,
): Promise<{ perRequest: number; slowestMs: number }> {
  await sql.query("create extension if not exists pg_stat_statements");
  const begun = performance.now();
  const asked = await during(sql, async () => {
    for (let time = 0; time < ENOUGH; time += 1) await request();
  });
  const duration = performance.now() - begun;
  const idle = await during(sql, () => pause(duration));
  const perRequest = [...asked.calls].map(([statement, calls]) =>
    Math.round((calls - (idle.calls.get(statement) ?? 0)) / ENOUGH),
  );
  return {
    perRequest: perRequest.reduce((sum, calls) => sum + calls, 0),
    slowestMs: asked.slowestMs,
  };
}

async function during(
  sql: pg.Pool | pg.Client,
  time: () => Promise<unknown>,
): Promise<{ calls: Map<string, number>; slowestMs: number }> {
  await sql.query(
    "select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)",
  );
  await time();
  const { rows } = await sql.query<{
    statement: string;
    calls: number;
    slowest: number;
  }>(
    `select queryid::text as statement, sum(calls)::int as calls, max(max_exec_time) as slowest
     from pg_stat_statements where ${HERE} group by queryid`,
  );
  return {
    calls: new Map(rows.map(({ statement, calls }) => [statement, calls])),
    slowestMs: Math.max(0, ...rows.map(({ slowest }) => slowest)),
  };
}
