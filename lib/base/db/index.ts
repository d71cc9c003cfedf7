/** The database: its connection and schema, and what statements share. */

// Connection and schema
export {
  closeDatabase,
  db,
  pool,
  type Database,
  type Transaction,
} from "./client.ts";
export { isUnavailable } from "./unavailable.ts";
export * as schema from "./schema/index.ts";
export { accountSearchTokens, type QuotaUse } from "./schema/index.ts";

// Statements
export { prepared } from "./prepared.ts";
export { cachedRead } from "./cached-read.ts";
export { batched } from "./batched.ts";
export { runBatch } from "./run-batch.ts";
export { leaseFor, leaseIsFree } from "./lease.ts";
export { ago, fromNow, now } from "./time.ts";

// Partitions
export { daysAgo, dropOldPartitions, makePartitions } from "./partitions.ts";
