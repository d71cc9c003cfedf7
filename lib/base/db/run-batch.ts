import type { QueryConfig, QueryResult } from "pg";
import { pool } from "./client.ts";

/**
 * Runs statements in one transaction and one round trip: all are sent before the first result, so none may depend on the
 * result of another. Each takes its snapshot when the previous one has finished.
 * @returns the result of the last statement, after the commit
 * @throws the first error: nothing is written
 */
export async function runBatch(
  statements: readonly QueryConfig[],
): Promise<QueryResult<Record<string, unknown>>> {
  const client = await pool().connect();
  const { stream } = client.connection;
  stream.cork();
  const running = [{ text: "begin" }, ...statements, { text: "commit" }].map(
    (statement) => client.query<Record<string, unknown>>(statement),
  );
  stream.uncork();
  const answers = await Promise.allSettled(running);
  const failed = answers.find((answer) => answer.status === "rejected");
  // After an error the state of the transaction is unknown, so the connection is closed.
  client.release(failed !== undefined);
  if (failed) throw failed.reason;
  const last = answers.at(-2);
  if (last?.status !== "fulfilled") throw new Error("no statement was given");
  return last.value;
}
