"use client";

import { useTranslations } from "next-intl";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditRow } from "#lib/audit-log/index.ts";
import { type Difference, differences, type Value } from "./differences.ts";
import { Outcome, Subject } from "./audit-table.tsx";
import { useValueText } from "./value-text.ts";
import { useActionName, useActorName, useFieldName } from "./words.ts";

/** One entry with all that was written of it. */
export function EntryDialog({
  entry,
  setNames,
  onClose,
}: {
  entry: AuditRow;
  /** Of the permission sets, by id. */
  setNames: Record<number, string>;
  onClose: () => void;
}) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const nameOf = useActionName();
  const told = differences(entry.before, entry.after);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={nameOf(entry.action)}
      description={entry.action}
      closeLabel={common("close")}
    >
      <div className="grid gap-4">
        <Facts entry={entry} />
        <section aria-label={t("detail.whatChanged")}>
          {told.length === 0 ? (
            <p className="text-soft">{t("detail.nothing")}</p>
          ) : (
            <DifferenceTable told={told} setNames={setNames} />
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
          value: <Subject subject={entry.subject} />,
        },
        { term: t("columns.outcome"), value: <Outcome entry={entry} /> },
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

/** What the API said to who was refused; null where that had values of the moment in it. */
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

function DifferenceTable({
  told,
  setNames,
}: {
  told: Difference[];
  setNames: Record<number, string>;
}) {
  const t = useTranslations("audit.detail");
  const hadBefore = told.some(({ before }) => before !== undefined);
  return (
    <table className="w-full text-left text-[13px]">
      <thead className="border-b border-line text-soft">
        <tr>
          <th scope="col" className="py-1.5 pr-3 font-medium">
            {t("field")}
          </th>
          {hadBefore && (
            <th scope="col" className="py-1.5 pr-3 font-medium">
              {t("before")}
            </th>
          )}
          <th scope="col" className="py-1.5 font-medium">
            {hadBefore ? t("after") : t("whatChanged")}
          </th>
        </tr>
      </thead>
      <tbody>
        {told.map((difference) => (
          <DifferenceRow
            key={difference.path.join("\0")}
            difference={difference}
            hadBefore={hadBefore}
            setNames={setNames}
          />
        ))}
      </tbody>
    </table>
  );
}

function DifferenceRow({
  difference: { path, before, after },
  hadBefore,
  setNames,
}: {
  difference: Difference;
  hadBefore: boolean;
  setNames: Record<number, string>;
}) {
  const fieldName = useFieldName();
  const textOf = useValueText(setNames);
  const field = path.at(-1) ?? "";
  const shown = (value: Value) =>
    field.endsWith("At") && typeof value === "string" ? (
      <Time at={value} />
    ) : (
      textOf(field, value)
    );
  return (
    <tr className="border-b border-line align-top last:border-0">
      <th
        scope="row"
        className="min-w-20 py-1.5 pr-3 font-normal text-soft sm:min-w-32"
      >
        {path.map(fieldName).join(" · ")}
      </th>
      {hadBefore && (
        <td className="py-1.5 pr-3 wrap-anywhere">
          {before !== undefined && (
            <del className="text-danger decoration-danger/60">
              {shown(before)}
            </del>
          )}
        </td>
      )}
      <td className="py-1.5 wrap-anywhere">
        {after !== undefined && shown(after)}
      </td>
    </tr>
  );
}
