"use client";

import { useTranslations } from "next-intl";
import { CheckField } from "#components/ui/check-field.tsx";
import { NativeSelect } from "#components/ui/field.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { types } from "./address-filter.ts";
import { flags, type SetFilter } from "./filter-sets.ts";

const flagLabels = {
  minimum: "onlyMinimum",
  exclusive: "onlyExclusive",
  agreement: "onlyAgreement",
  conflicts: "onlyConflicts",
} as const;

export function CatalogueFilters({
  filter,
  change,
  found,
}: {
  filter: SetFilter;
  change: (part: Partial<SetFilter>) => void;
  /** How many sets there are, in words. */
  found: string;
}) {
  const t = useTranslations("permissions");
  return (
    <div
      role="search"
      className="grid gap-2 rounded-lg border border-line bg-surface p-3"
    >
      <div className="flex flex-wrap gap-2">
        <SearchInput
          label={t("search")}
          value={filter.q}
          onChange={(q) => change({ q })}
          className="min-w-52 flex-1"
        />
        <NativeSelect
          aria-label={t("filterType")}
          value={filter.type}
          onChange={(event) =>
            change({
              type: types.find((type) => type === event.target.value) ?? "",
            })
          }
        >
          <option value="">{t("allTypes")}</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <fieldset className="flex flex-wrap items-center gap-x-4">
          <legend className="float-left mr-4 text-soft">{t("filters")}</legend>
          {flags.map((flag) => (
            <CheckField
              key={flag}
              checked={filter[flag]}
              onChange={(event) => change({ [flag]: event.target.checked })}
              className="min-h-8"
            >
              {t(flagLabels[flag])}
            </CheckField>
          ))}
        </fieldset>
        <p role="status" className="text-small text-soft">
          {found}
        </p>
      </div>
    </div>
  );
}
