import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { env } from "#lib/base/env.ts";
import * as schema from "./schema/index.ts";

/** The database, or a transaction of it: every query takes one of the two. */
export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

interface Opened {
  pool: pg.Pool;
  database: Database;
}

// Next.js bundles a copy of this module of its own: what must be single in a process hangs on globalThis.
const holder = globalThis as typeof globalThis & { lingpaiDatabase?: Opened };

/**
 * A pool on the given PostgreSQL in which every wait has an end.
 * @param options.max connections at most
 */
function openPool(url: string, options: { max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: "lingpai",
    // For at-once.ts; whoever waits for each answer notices nothing of it.
    pipeline: true,
  });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  // So would one that breaks in the midst of a transaction, of which its statements tell.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

function opened(): Opened {
  if (!holder.lingpaiDatabase) {
    const url = env().DATABASE_URL;
    if (!url)
      throw new Error(
        "DATABASE_URL is not set: the server sets it before anything asks for the database",
      );
    const pool = openPool(url);
    holder.lingpaiDatabase = { pool, database: drizzle(pool, { schema }) };
  }
  return holder.lingpaiDatabase;
}

/** The database of this process, on a pool that is opened at the first use. */
export function db(): Database {
  return opened().database;
}

/** The pool of this process, for statements whose cost decides (the callback lane). */
export function pool(): pg.Pool {
  return opened().pool;
}

/** Ends the pool of this process; a later `db()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const current = holder.lingpaiDatabase;
  delete holder.lingpaiDatabase;
  await current?.pool.end();
}
