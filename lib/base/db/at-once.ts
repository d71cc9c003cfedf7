import type { QueryConfig, QueryResult } from "pg";
import { pool } from "./client.ts";

/**
 * Runs statements that need no answer of one another in one transaction: all are sent before the first is answered, so
 * that it takes one way to the database and back. Each has a snapshot of its own, taken when the one before is done.
 * @returns the result of the last one, once the transaction is committed
 * @throws the first error: nothing is written
 */
export async function atOnce(
  statements: readonly QueryConfig[],
): Promise<QueryResult<Record<string, unknown>>> {
  const client = await pool().connect();
  const { stream } = client.connection;
  stream.cork();
  const under = [{ text: "begin" }, ...statements, { text: "commit" }].map(
    (statement) => client.query<Record<string, unknown>>(statement),
  );
  stream.uncork();
  const answers = await Promise.allSettled(under);
  const failed = answers.find((answer) => answer.status === "rejected");
  // A transaction whose end is not known ends with its connection.
  client.release(failed !== undefined);
  if (failed) throw failed.reason;
  const last = answers.at(-2);
  if (last?.status !== "fulfilled") throw new Error("no statement was given");
  return last.value;
}
