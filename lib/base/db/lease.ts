import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { fromNow, now } from "./time.ts";

/*
 * A lease gives one process the right to work on a row for a limited time. The column contains its end by the database's
 * clock, or null when there is no lease. A lease is acquired by one statement that tests `leaseIsFree`; the process then
 * writes its result only if a version, an attempt count or a random id in the row shows that it still has the lease.
 */

/** The end of a lease acquired now. */
export const leaseFor = (seconds: number): SQL => fromNow({ seconds });

/** Whether no process has the lease, or it has expired. */
export const leaseIsFree = (until: AnyColumn): SQL =>
  sql`(${until} is null or ${until} < ${now})`;
