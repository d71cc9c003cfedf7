import { useFormatter, useTranslations } from "next-intl";
import type { Value } from "./differences.ts";

/** Message keys for the values of a field; a value without a message was typed by a person or is newer than this version. */
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
/** The fields whose values are ids of permission sets. */
const SETS: readonly string[] = ["gained", "lost"];

/** The value of a field in words. @param setNames names of the permission sets by id */
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
    // Message keys name a scope without its colon; in any other value a dot would be read as a path.
    const name = value.replace(":", "_");
    if (!/^\w+$/.test(name)) return value;
    const key = (PLACES[field] ?? [])
      .map((place) => place.replace("*", name) as "common.roles.viewer")
      .find((key) => t.has(key));
    return key ? t(key) : value;
  };
}
