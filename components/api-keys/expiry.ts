/** The choices of a key's expiry; `date` is chosen by the user, `kept` leaves the expiry unchanged. */
export const expiries = [
  "d30",
  "d90",
  "d365",
  "never",
  "date",
  "kept",
] as const;
export type Expiry = (typeof expiries)[number];

const days: Partial<Record<Expiry, number>> = { d30: 30, d90: 90, d365: 365 };
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When a key expires that is saved now.
 * @param date for `date`: `YYYY-MM-DD`, the key is valid to the end of that day in Beijing
 * @param kept the current expiry
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
    case "date":
      return `${date}T23:59:59+08:00`;
    case "kept":
      return kept;
    default:
      return null;
  }
}
