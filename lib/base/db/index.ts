export {
  closeDatabase,
  db,
  pool,
  type Database,
  type Transaction,
} from "./client.ts";
export { runBatch } from "./run-batch.ts";
export { isUnavailable } from "./unavailable.ts";
export * as schema from "./schema/index.ts";
export { accountSearchTokens } from "./schema/index.ts";
export type { MiniProgramCategory, QuotaUse } from "./schema/index.ts";
export { daysAgo, dropOldPartitions, makePartitions } from "./partitions.ts";
export { prepared } from "./prepared.ts";
export { cachedRead } from "./cached-read.ts";
export { batched } from "./batched.ts";
export { leaseFor, leaseIsFree } from "./lease.ts";
export { ago, fromNow, now } from "./time.ts";
