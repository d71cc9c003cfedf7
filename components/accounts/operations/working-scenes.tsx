"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";

/** The names of the scenes that currently work for an account. */
export function WorkingScenes({
  scenes,
}: {
  scenes: AccountSummary["scenes"];
}) {
  const t = useTranslations("operations.scenes");
  const working = scenes.filter((scene) => scene.works);
  if (working.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <p className="text-soft">{t("affected")}</p>
      <ul className="flex flex-wrap gap-1.5">
        {working.map(({ id }) => (
          <li key={id}>
            <Badge tone="info">{t(`names.${id}`)}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
