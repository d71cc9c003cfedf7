import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { fromNow, now } from "./time.ts";

/*
 * A lease gives one process the right to work on a row for a limited time. The column holds its end by the database's
 * clock; null means that no process has the lease. A process that dies never gives its lease back, so the others wait for
 * its end. Who takes a lease does so in one statement that tests `leaseIsFree`, and tests on writing its result that the
 * lease is still its own: a version, a count of attempts or a random id in the row tells.
 */

/** The end of a lease that is taken now. */
export const leaseFor = (seconds: number): SQL => fromNow({ seconds });

/** Whether no process has the lease, or the one that had it let it expire. */
export const leaseIsFree = (until: AnyColumn): SQL =>
  sql`(${until} is null or ${until} < ${now})`;
