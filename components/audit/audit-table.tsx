"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RecordTable } from "#components/list/record-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditRow } from "#lib/audit/log/index.ts";
import { EntryDialog } from "./lazy.ts";
import { useActionName, useActorName } from "./words.ts";

const columns = [
  "time",
  "actor",
  "action",
  "subject",
  "outcome",
  "from",
  "more",
] as const;
const tones = { done: "success", denied: "danger", failed: "warning" } as const;
const cell = "md:px-3 md:py-2 md:align-top";
const follow = "text-jade hover:underline wrap-anywhere";

/** Entries of the audit log, newest first. */
export function AuditTable({
  entries,
  setNames,
}: {
  entries: AuditRow[];
  /** Of the permission sets, by id. */
  setNames: Record<number, string>;
}) {
  const t = useTranslations("audit");
  const [viewed, setViewed] = useState<AuditRow | null>(null);
  return (
    <>
      <RecordTable
        caption={t("list")}
        headings={columns.map((column) => t(`columns.${column}`))}
      >
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} onView={() => setViewed(entry)} />
        ))}
      </RecordTable>
      {viewed && (
        <EntryDialog
          entry={viewed}
          setNames={setNames}
          onClose={() => setViewed(null)}
        />
      )}
    </>
  );
}

function Row({ entry, onView }: { entry: AuditRow; onView: () => void }) {
  const t = useTranslations("audit");
  const nameOf = useActionName();
  const actorName = useActorName();
  const { actor, address, action } = entry;
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b border-line p-4 last:border-0 hover:bg-raised md:table-row md:p-0">
      <td className={`${cell} order-6 text-soft`}>
        <Time at={entry.at} />
      </td>
      <td className={`${cell} order-3`}>
        {actor.id ? (
          <Link
            className={follow}
            href={{ pathname: "/audit", query: { actor: actor.id } }}
          >
            {actorName(actor)}
          </Link>
        ) : (
          <span className="wrap-anywhere">{actorName(actor)}</span>
        )}
      </td>
      <td className={`${cell} order-1 font-medium md:min-w-32`}>
        {nameOf(action)}
      </td>
      <td className={`${cell} order-5 md:min-w-28`}>
        <Subject subject={entry.subject} />
      </td>
      <td className={`${cell} order-2 justify-self-end`}>
        <Outcome entry={entry} />
      </td>
      <td className="hidden px-3 py-2 align-top md:table-cell">
        {address && (
          <code className="block min-w-30 break-all text-soft">{address}</code>
        )}
      </td>
      <td className={`${cell} order-4 row-span-3 self-end justify-self-end`}>
        <Button size="small" onClick={onView}>
          {t("view")}
        </Button>
      </td>
    </tr>
  );
}

/** What something was done to, with the way to all that was. */
export function Subject({ subject }: Pick<AuditRow, "subject">) {
  if (!subject) return null;
  const { id, name } = subject;
  // An AppID means something to people; an id of ours does not, where there is a name.
  const toldById = name === null || id.startsWith("wx");
  return (
    <Link
      className={follow}
      href={{ pathname: "/audit", query: { subject: id } }}
    >
      {name && <span className="block">{name}</span>}
      {toldById && <code className="break-all">{id}</code>}
    </Link>
  );
}

export function Outcome({ entry: { outcome } }: { entry: AuditRow }) {
  const t = useTranslations("audit");
  return <Badge tone={tones[outcome]}>{t(`outcomes.${outcome}`)}</Badge>;
}
