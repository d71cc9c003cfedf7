"use client";

import { useTranslations } from "next-intl";
import { allOrOne, ListFilters } from "#components/list/list-filters.tsx";
import { propertyTypes } from "./property-types.ts";

const states = ["retired", "all"] as const;

export function PropertyFilters() {
  const t = useTranslations("userProperties");
  return (
    <ListFilters
      searchLabel={t("search")}
      choices={[
        {
          name: "type",
          label: t("filterType"),
          options: allOrOne(t("allTypes"), propertyTypes, (type) =>
            t(`types.${type}`),
          ),
        },
        {
          name: "state",
          label: t("filterState"),
          options: allOrOne(t("states.active"), states, (state) =>
            t(`states.${state}`),
          ),
        },
      ]}
    />
  );
}
