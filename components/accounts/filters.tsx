"use client";

import { useTranslations } from "next-intl";
import { ListFilters } from "#components/list/list-filters.tsx";

const kinds = ["service", "subscription", "mini_program"] as const;
const statuses = ["disabled", "enabled", "deauthorized"] as const;
const sorts = [
  "authorized_desc",
  "authorized_asc",
  "name_asc",
  "name_desc",
] as const;

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
            ...kinds.map((kind) => ({
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
            ...statuses.map((status) => ({
              value: status,
              label: t(`statuses.${status}`),
            })),
          ],
        },
        {
          name: "sort",
          label: t("sort"),
          options: sorts.map((sort) => ({
            value: sort,
            label: t(`sorts.${sort}`),
          })),
        },
      ]}
    />
  );
}
