import type { QuotaUse } from "#lib/base/db/index.ts";

/** Of clear_quota for each account and calendar month (protocol 5.1). */
export const RESETS_A_MONTH = 10;

/** The interfaces whose use an operator wants to see, for the operation scenes (protocol 9). */
const everyAccount = [
  "/cgi-bin/message/mass/sendall",
  "/cgi-bin/message/custom/send",
  "/cgi-bin/user/info",
  "/cgi-bin/material/add_material",
] as const;
const serviceOnly = [
  "/cgi-bin/message/template/send",
  "/cgi-bin/qrcode/create",
] as const;
export type ImportantPath =
  (typeof everyAccount)[number] | (typeof serviceOnly)[number];

/** The interfaces that matter for a kind of Official Account, in the order in which they are shown. */
export function importantPaths(
  kind: "service" | "subscription",
): ImportantPath[] {
  const [first, ...others] = everyAccount;
  return kind === "service"
    ? [first, ...serviceOnly, ...others]
    : [first, ...others];
}

/**
 * Whether a reset whose answer was lost took effect, by the use of the interfaces before and after it on one day: use
 * only grows, but for a reset. WeChat's numbers lag by about one percent (protocol 5.1), so a small step down is none.
 * @returns null when the readings do not tell, for example as nothing had been used before
 */
export function tookEffect(
  before: readonly QuotaUse[],
  after: readonly QuotaUse[],
): boolean | null {
  const pairs = before.flatMap((was) => {
    const is = after.find(({ path }) => path === was.path);
    return is && was.used > 0 ? [{ was: was.used, is: is.used }] : [];
  });
  if (pairs.length === 0) return null;
  return pairs.some(({ was, is }) => is < was * 0.9);
}
