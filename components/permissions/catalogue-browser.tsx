"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { HolderCounts } from "#lib/accounts/index.ts";
import type { ListedSet } from "#lib/accounts/permissions/index.ts";
import { types, useAddressFilter } from "./address-filter.ts";
import { CatalogueFilters } from "./catalogue-filters.tsx";
import { filterSets, type SetFilter } from "./filter-sets.ts";
import { SetRow } from "./set-row.tsx";

const everything: SetFilter = {
  q: "",
  type: "",
  minimum: false,
  exclusive: false,
  agreement: false,
  conflicts: false,
};

/** The catalogue with its search; the sets are grouped by the type of account that can grant them. */
export function CatalogueBrowser({
  sets,
  counts,
}: {
  sets: ListedSet[];
  counts: HolderCounts;
}) {
  const t = useTranslations("permissions");
  const [filter, change] = useAddressFilter();
  const shown = filterSets(sets, filter);
  const groups = types
    .map((type) => ({ type, sets: shown.filter((set) => set.type === type) }))
    .filter((group) => group.sets.length > 0);
  return (
    <div className="grid gap-5">
      <CatalogueFilters
        filter={filter}
        change={change}
        found={t("found", { count: shown.length })}
      />
      {groups.map((group) => (
        <Card
          key={group.type}
          title={t(`types.${group.type}`)}
          description={t("inGroup", { count: group.sets.length })}
        >
          <ul className="-my-3 divide-y divide-line">
            {group.sets.map((set) => (
              <SetRow key={set.id} set={set} counts={counts} />
            ))}
          </ul>
        </Card>
      ))}
      {groups.length === 0 && (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState
            icon={SearchX}
            title={t("empty.title")}
            action={
              <Button onClick={() => change(everything)}>
                {t("empty.clear")}
              </Button>
            }
          >
            {t("empty.body")}
          </EmptyState>
        </div>
      )}
    </div>
  );
}
