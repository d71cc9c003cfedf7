"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { SearchInput } from "#components/ui/search-input.tsx";
import type { ReferenceGroup, ReferenceOperation } from "#lib/api/index.ts";
import { OperationCard } from "./operation-card.tsx";

/** The operations of the API by group, with a search over their words, paths and scopes. */
export function ReferenceBrowser({ groups }: { groups: ReferenceGroup[] }) {
  const t = useTranslations("reference");
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed).toLowerCase().split(/\s+/);
  const found = (operation: ReferenceOperation) => {
    const text = [
      t(`operations.${operation.id}`),
      operation.id,
      operation.method,
      operation.path,
      operation.scope ?? "",
    ]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const shown = groups
    .map(({ group, operations }) => ({
      group,
      operations: operations.filter(found),
    }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <div className="grid gap-5">
      <SearchInput
        label={t("search")}
        value={typed}
        onChange={setTyped}
        className="max-w-md"
      />
      {shown.length === 0 && (
        <p role="status" className="text-soft">
          {t("none")}
        </p>
      )}
      {shown.map(({ group, operations }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`} className="mb-2 text-base font-semibold">
            {t(`groups.${group}`)}
          </h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {operations.map((operation) => (
              <OperationCard key={operation.id} operation={operation} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
