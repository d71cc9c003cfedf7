import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { env } from "#lib/base/env.ts";
import { processSingleton } from "#lib/base/process-singleton.ts";
import * as schema from "./schema/index.ts";

/** The database, or a transaction of it: every query takes one of the two. */
export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

interface Opened {
  pool: pg.Pool;
  database: Database;
}

const holder = processSingleton<{ opened?: Opened }>("database", () => ({}));

/** A pool in which every wait has a time limit. */
function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 16,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: "lingpai",
    // For run-batch.ts; code that awaits each answer is not affected.
    pipeline: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener its error would end the process.
  pool.on("error", () => undefined);
  // The same holds within a transaction, where the statements report the error.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

function opened(): Opened {
  if (!holder.opened) {
    const url = env().DATABASE_URL;
    if (!url)
      throw new Error(
        "DATABASE_URL is not set: the server sets it before the database is used",
      );
    const pool = openPool(url);
    holder.opened = { pool, database: drizzle(pool, { schema }) };
  }
  return holder.opened;
}

/** The database of this process; the pool is opened on first use. */
export function db(): Database {
  return opened().database;
}

/** The pool of this process, for the statements of the fast path. */
export function pool(): pg.Pool {
  return opened().pool;
}

/** Closes the pool of this process; a later `db()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const current = holder.opened;
  delete holder.opened;
  await current?.pool.end();
}
