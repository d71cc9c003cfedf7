import { type SQL, sql } from "drizzle-orm";

export type Interval =
  | { days: number }
  | { hours: number }
  | { minutes: number }
  | { seconds: number | SQL };

/** The database's clock, which all instances share; it advances within a transaction. */
export const now = sql<Date>`clock_timestamp()`;

/** A future time by the database's clock. */
export const fromNow = (interval: Interval): SQL =>
  sql`${now} + ${sqlOf(interval)}`;

/**
 * A time that has passed, by the database's clock. It is volatile: in a condition that an index must serve, use `now()`.
 */
export const ago = (interval: Interval): SQL =>
  sql`${now} - ${sqlOf(interval)}`;

function sqlOf(interval: Interval): SQL {
  if ("days" in interval)
    return sql`make_interval(days => ${interval.days}::int)`;
  if ("hours" in interval)
    return sql`make_interval(hours => ${interval.hours}::int)`;
  if ("minutes" in interval)
    return sql`make_interval(mins => ${interval.minutes}::int)`;
  return sql`make_interval(secs => ${interval.seconds})`;
}
