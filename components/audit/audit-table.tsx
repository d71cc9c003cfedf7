"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Table, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditRow } from "#lib/audit/log/index.ts";
import { EntryOutcome, EntrySubject } from "./entry-parts.tsx";
import { useActionName, useActorName } from "./words.ts";

const EntryDialog = dynamic(
  () => import("./entry-dialog.tsx").then((module) => module.EntryDialog),
  { ssr: false },
);

const columns = [
  "time",
  "actor",
  "action",
  "subject",
  "outcome",
  "from",
  "more",
] as const;

/** Entries of the audit log, newest first. */
export function AuditTable({
  entries,
  setNames,
}: {
  entries: AuditRow[];
  /** Names of the permission sets by id. */
  setNames: Record<number, string>;
}) {
  const t = useTranslations("audit");
  const [viewed, setViewed] = useState<AuditRow | null>(null);
  return (
    <>
      <Table
        caption={t("list")}
        headings={columns.map((key) => ({ key, content: t(`columns.${key}`) }))}
      >
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} onView={() => setViewed(entry)} />
        ))}
      </Table>
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
    <TableRow className="grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
      <td className="order-6 text-soft">
        <Time at={entry.at} />
      </td>
      <td className="order-3">
        {actor.id ? (
          <Link
            className="text-jade wrap-anywhere hover:underline"
            href={{ pathname: "/audit", query: { actor: actor.id } }}
          >
            {actorName(actor)}
          </Link>
        ) : (
          <span className="wrap-anywhere">{actorName(actor)}</span>
        )}
      </td>
      <td className="order-1 font-medium md:min-w-32">{nameOf(action)}</td>
      <td className="order-5 md:min-w-28">
        <EntrySubject subject={entry.subject} />
      </td>
      <td className="order-2 justify-self-end">
        <EntryOutcome outcome={entry.outcome} />
      </td>
      <td className="hidden md:table-cell">
        {address && (
          <code className="block min-w-30 break-all text-soft">{address}</code>
        )}
      </td>
      <td className="order-4 row-span-3 self-end justify-self-end">
        <Button size="small" onClick={onView}>
          {t("view")}
        </Button>
      </td>
    </TableRow>
  );
}
