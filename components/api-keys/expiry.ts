/** The terms that a key can be given; `own` is a date, `kept` leaves it as it is. */
export const expiries = ["d30", "d90", "d365", "never", "own", "kept"] as const;
export type Expiry = (typeof expiries)[number];

const days: Partial<Record<Expiry, number>> = { d30: 30, d90: 90, d365: 365 };
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When a key ends that is given a term now.
 * @param date of `own`, as a date field gives it: the key lives to the end of that day in Beijing
 * @param kept what it is given already
 * @returns ISO 8601; null: never
 */
export function endOf(
  expiry: Expiry,
  date: string,
  kept: string | null,
): string | null {
  const term = days[expiry];
  if (term !== undefined)
    return new Date(Date.now() + term * DAY_MS).toISOString();
  switch (expiry) {
    case "own":
      return `${date}T23:59:59+08:00`;
    case "kept":
      return kept;
    default:
      return null;
  }
}
