import { useFormatter, useTranslations } from "next-intl";
import type { Value } from "./differences.ts";

/** Where the words stand for what a field may hold; a value that none of them has was chosen by people, or is newer. */
const PLACES: Record<string, readonly string[]> = {
  accounts: ["audit.values.accounts.*"],
  by: ["audit.values.by.*"],
  kind: ["authorization.kinds.*"],
  reason: ["audit.values.reason.*", "authorization.reasons.*.title"],
  role: ["common.roles.*"],
  scopes: ["apiKeys.scopes.*"],
  source: [
    "audit.values.source.*",
    "accounts.detail.sources.*",
    "miniPrograms.receipt.sources.*",
  ],
  state: ["callbacks.states.*"],
  status: ["accounts.statuses.*"],
};
/** The fields that hold permission sets by their ids. */
const SETS: readonly string[] = ["gained", "lost"];

/** What a field holds, in words. @param setNames of the permission sets, by id */
export function useValueText(setNames: Record<number, string>) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const wordOf = useWord();
  const text = (field: string, value: Value): string => {
    if (value === null || value === "") return t("detail.unset");
    if (value === true) return t("detail.yes");
    if (value === false) return t("detail.no");
    if (Array.isArray(value))
      return value.length === 0
        ? t("detail.unset")
        : format.list(
            value.map((item) => text(field, item)),
            "names",
          );
    const set = SETS.includes(field) ? setNames[Number(value)] : undefined;
    return set ?? wordOf(field, String(value));
  };
  return text;
}

function useWord() {
  const t = useTranslations();
  return (field: string, value: string): string => {
    // Messages name a scope without its colon; in what else is no word, a dot would lead elsewhere.
    const name = value.replace(":", "_");
    if (!/^\w+$/.test(name)) return value;
    const key = (PLACES[field] ?? [])
      .map((place) => place.replace("*", name) as "common.roles.viewer")
      .find((key) => t.has(key));
    return key ? t(key) : value;
  };
}
