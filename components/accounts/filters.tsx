"use client";

import { useTranslations } from "next-intl";
import { allOrOne, ListFilters } from "#components/list/list-filters.tsx";
import {
  accountKinds,
  accountSorts,
  accountStatuses,
} from "#lib/accounts/kinds.ts";

export function AccountFilters() {
  const t = useTranslations("accounts");
  return (
    <ListFilters
      searchLabel={t("search")}
      choices={[
        {
          name: "kind",
          label: t("filterKind"),
          options: allOrOne(t("allKinds"), accountKinds, (kind) =>
            t(`kinds.${kind}`),
          ),
        },
        {
          name: "status",
          label: t("filterStatus"),
          options: allOrOne(t("allStatuses"), accountStatuses, (status) =>
            t(`statuses.${status}`),
          ),
        },
        {
          name: "sort",
          label: t("sort"),
          options: accountSorts.map((sort) => ({
            value: sort,
            label: t(`sorts.${sort}`),
          })),
        },
      ]}
    />
  );
}
