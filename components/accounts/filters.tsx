"use client";

import { useTranslations } from "next-intl";
import { ListFilters } from "#components/list/list-filters.tsx";
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
          options: [
            { value: "", label: t("allKinds") },
            ...accountKinds.map((kind) => ({
              value: kind,
              label: t(`kinds.${kind}`),
            })),
          ],
        },
        {
          name: "status",
          label: t("filterStatus"),
          options: [
            { value: "", label: t("allStatuses") },
            ...accountStatuses.map((status) => ({
              value: status,
              label: t(`statuses.${status}`),
            })),
          ],
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
