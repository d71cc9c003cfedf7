"use client";

import type { ReactNode } from "react";
import { NativeSelect } from "#components/ui/field.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useListFilter } from "./use-list-filter.ts";

export interface FilterChoice {
  /** Of the address's query. */
  name: string;
  label: string;
  /** The first applies where the address names none. */
  options: { value: string; label: string }[];
}

/** The options of a filter: first the one that filters nothing, then each value. */
export function allOrOne<Value extends string>(
  all: string,
  values: readonly Value[],
  labelOf: (value: Value) => string,
): FilterChoice["options"] {
  return [
    { value: "", label: all },
    ...values.map((value) => ({ value, label: labelOf(value) })),
  ];
}

/** Search, filters and order of a list. */
export function ListFilters({
  searchLabel,
  choices,
  children,
}: {
  searchLabel: string;
  choices: FilterChoice[];
  /** Further filters that are not drop-down lists. */
  children?: ReactNode;
}) {
  const filter = useListFilter();
  return (
    <div
      role="search"
      className="flex flex-wrap items-center gap-2 border-b border-line p-3"
    >
      <SearchInput
        label={searchLabel}
        value={filter.text}
        onChange={filter.search}
        className="min-w-52 flex-1 basis-full sm:basis-52"
      />
      {choices.map(({ name, label, options }) => (
        <NativeSelect
          key={name}
          className="grow sm:grow-0"
          aria-label={label}
          value={filter.chosen(name) || options[0]?.value}
          onChange={(event) => filter.choose(name, event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      ))}
      {children}
      <span className="size-4" aria-live="polite">
        {filter.waiting && <Spinner />}
      </span>
    </div>
  );
}
