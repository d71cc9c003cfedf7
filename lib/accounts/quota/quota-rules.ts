import type { QuotaUse } from "#lib/base/db/index.ts";

/** Calls of clear_quota per account and calendar month (protocol 5.1). */
export const RESETS_A_MONTH = 10;

/** The interfaces of the operation scenes, whose use is shown (protocol 9). */
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

/** The interfaces shown for a kind of Official Account, in their order. */
export function importantPaths(
  kind: "service" | "subscription",
): ImportantPath[] {
  const [first, ...others] = everyAccount;
  return kind === "service"
    ? [first, ...serviceOnly, ...others]
    : [first, ...others];
}

/**
 * Whether a reset with a lost answer took effect, by the use before and after it on one day: only a reset lowers it.
 * WeChat's numbers lag by about one percent (protocol 5.1), so a small decrease does not count.
 * @returns null when the readings are inconclusive, for example without any use before
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
