"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { allOrOne, ListFilters } from "#components/list/list-filters.tsx";
import { useListFilter } from "#components/list/use-list-filter.ts";
import { Button } from "#components/ui/button.tsx";
import { TextInput } from "#components/ui/field.tsx";
import type { AuditArea } from "#lib/audit/log/index.ts";
import { auditOutcomes } from "#lib/audit/kinds.ts";

const ends = ["from", "to"] as const;

export function AuditFilters({ areas }: { areas: readonly AuditArea[] }) {
  const t = useTranslations("audit");
  return (
    <ListFilters
      searchLabel={t("search")}
      choices={[
        {
          name: "area",
          label: t("filterArea"),
          options: allOrOne(t("allAreas"), areas, (area) => t(`areas.${area}`)),
        },
        {
          name: "outcome",
          label: t("filterOutcome"),
          options: allOrOne(t("allOutcomes"), auditOutcomes, (outcome) =>
            t(`outcomes.${outcome}`),
          ),
        },
      ]}
    >
      <TimeSpan />
    </ListFilters>
  );
}

/** First and last day of the entries, in Beijing time. */
function TimeSpan() {
  const t = useTranslations("audit");
  const filter = useListFilter();
  return (
    <div className="grid grow grid-cols-2 gap-2 sm:grow-0">
      {ends.map((end) => (
        <TextInput
          key={end}
          type="date"
          aria-label={t(`ends.${end}`)}
          title={t(`ends.${end}`)}
          className="min-w-0"
          value={filter.chosen(end)}
          onChange={(event) => filter.choose(end, event.target.value)}
        />
      ))}
    </div>
  );
}

/** The actor or subject that the list is limited to, with a link to the whole list. */
export function Followed({
  actor,
  subject,
}: {
  /** The name as the list shows it; null when the list is not limited. */
  actor: string | null;
  subject: string | null;
}) {
  const t = useTranslations("audit");
  const filter = useListFilter();
  const chips = [
    actor !== null && { name: "actor", text: t("onlyActor", { name: actor }) },
    subject !== null && {
      name: "subject",
      text: t("onlySubject", { name: subject }),
    },
  ].filter((chip) => chip !== false);
  if (chips.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 border-b border-line px-3 py-2">
      {chips.map(({ name, text }) => (
        <li
          key={name}
          className="flex items-center gap-1 rounded bg-sunken pl-2.5 text-small wrap-anywhere"
        >
          {text}
          <Button
            variant="ghost"
            size="small"
            aria-label={`${t("remove")}: ${text}`}
            onClick={() => filter.choose(name, "")}
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
