"use client";

import { useTranslations } from "next-intl";
import type { DeletionCounts } from "#lib/accounts/index.ts";

const things = [
  "authorizations",
  "events",
  "links",
  "quotaResets",
  "receipts",
  "openidProperty",
] as const satisfies (keyof DeletionCounts)[];

/** What a deletion will remove or has removed, with counts. */
export function DeletionCountList({ counts }: { counts: DeletionCounts }) {
  const t = useTranslations("operations.delete.counts");
  return (
    <ul className="list-disc pl-5">
      <li>{t("account")}</li>
      {things.map((thing) => (
        <li key={thing}>{t(thing, { count: counts[thing] })}</li>
      ))}
    </ul>
  );
}
