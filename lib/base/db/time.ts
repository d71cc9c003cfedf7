import { type SQL, sql } from "drizzle-orm";

/** A length of time in one unit. */
export type Interval =
  | { days: number }
  | { hours: number }
  | { minutes: number }
  | { seconds: number | SQL };

/** The database's clock, which all instances share, as it runs on within a transaction. */
export const now = sql<Date>`clock_timestamp()`;

/** A time that lies ahead, by the database's clock. */
export const fromNow = (interval: Interval): SQL =>
  sql`${now} + ${sqlOf(interval)}`;

/** A time that has passed, by the database's clock. */
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
