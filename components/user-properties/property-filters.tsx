"use client";

import { useTranslations } from "next-intl";
import { ListFilters } from "#components/list/list-filters.tsx";
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
          options: [
            { value: "", label: t("allTypes") },
            ...propertyTypes.map((type) => ({
              value: type,
              label: t(`types.${type}`),
            })),
          ],
        },
        {
          name: "state",
          label: t("filterState"),
          options: [
            { value: "", label: t("states.active") },
            ...states.map((state) => ({
              value: state,
              label: t(`states.${state}`),
            })),
          ],
        },
      ]}
    />
  );
}
