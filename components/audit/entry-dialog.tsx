"use client";

import { useTranslations } from "next-intl";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditRow } from "#lib/audit/log/index.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { differences } from "./differences.ts";
import { EntryOutcome, EntrySubject } from "./entry-parts.tsx";
import { useActionName, useActorName } from "./words.ts";

/** One entry in full. */
export function EntryDialog({
  entry,
  setNames,
  onClose,
}: {
  entry: AuditRow;
  /** Names of the permission sets by id. */
  setNames: Record<number, string>;
  onClose: () => void;
}) {
  const t = useTranslations("audit");
  const nameOf = useActionName();
  const changes = differences(entry.before, entry.after);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={nameOf(entry.action)}
      description={entry.action}
    >
      <div className="grid gap-4">
        <Facts entry={entry} />
        <section aria-label={t("detail.whatChanged")}>
          {changes.length === 0 ? (
            <p className="text-soft">{t("detail.nothing")}</p>
          ) : (
            <DifferenceTable differences={changes} setNames={setNames} />
          )}
        </section>
      </div>
    </Dialog>
  );
}

function Facts({ entry }: { entry: AuditRow }) {
  const t = useTranslations("audit");
  const actorName = useActorName();
  const reason = useReason(entry.after);
  return (
    <DescriptionList
      items={[
        { term: t("columns.time"), value: <Time at={entry.at} /> },
        {
          term: t("columns.actor"),
          value: (
            <>
              {actorName(entry.actor)}
              {entry.actor.id && (
                <code className="block break-all text-soft">
                  {entry.actor.id}
                </code>
              )}
            </>
          ),
        },
        {
          term: t("columns.subject"),
          value: <EntrySubject subject={entry.subject} />,
        },
        {
          term: t("columns.outcome"),
          value: <EntryOutcome outcome={entry.outcome} />,
        },
        ...(reason === null ? [] : [{ term: t("detail.why"), value: reason }]),
        {
          term: t("columns.from"),
          value: entry.address ?? t("detail.unset"),
        },
        {
          term: t("detail.requestId"),
          value: (
            <code className="break-all">
              {entry.requestId ?? t("detail.unset")}
            </code>
          ),
        },
      ]}
    />
  );
}

/** The message of a refused request; null where it has placeholders, whose values are not recorded. */
function useReason(after: unknown): string | null {
  const t = useTranslations("api");
  const code =
    typeof after === "object" && after !== null && "code" in after
      ? String(after.code)
      : "";
  if (!/^[a-z_]+$/.test(code) || !t.has(code as "forbidden")) return null;
  const sentence = String(t.raw(code as "forbidden"));
  return sentence.includes("{") ? null : sentence;
}
