"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ValueTable } from "#components/ui/table.tsx";
import type {
  ImportResult,
  ImportRow,
} from "#lib/accounts/user-properties/index.ts";

const tones: Record<ImportRow["action"], Tone> = {
  create: "success",
  update: "info",
  restore: "info",
  same: "neutral",
  bad: "danger",
};
const columns = ["line", "what", "property", "type"] as const;
const order = ["bad", "create", "update", "restore", "same"] as const;

/** How many properties an import changes. */
export const changesOf = (counts: ImportResult["counts"]) =>
  counts.create + counts.update + counts.restore;

/** The planned or applied changes of an import by row, rows with errors first. */
export function ImportPreview({ result }: { result: ImportResult }) {
  const t = useTranslations("userProperties.import");
  const format = useFormatter();
  const rows = order.flatMap((action) =>
    result.rows.filter((row) => row.action === action),
  );
  return (
    <div className="grid gap-3">
      <p role="status" className="flex flex-wrap items-center gap-2">
        {result.applied && (
          <span className="font-semibold">{t("applied")}</span>
        )}
        {order
          .filter((action) => result.counts[action] > 0)
          .map((action) => (
            <Badge key={action} tone={tones[action]}>
              {t(`counts.${action}`, { count: result.counts[action] })}
            </Badge>
          ))}
      </p>
      {result.counts.bad > 0 && !result.applied && (
        <p className="text-small text-soft">{t("badBody")}</p>
      )}
      {result.unknownColumns.length > 0 && (
        <Callout tone="warning">
          {t("unknownColumns", {
            names: format.list(result.unknownColumns, "names"),
          })}
        </Callout>
      )}
      <div
        className="max-h-88 overflow-auto rounded-md border border-line px-3"
        tabIndex={0}
        role="region"
        aria-label={t("rows")}
      >
        <ValueTable
          headings={columns.map((key) => ({
            key,
            content: t(`columns.${key}`),
          }))}
        >
          {rows.map((row) => (
            <Row key={row.line} row={row} />
          ))}
        </ValueTable>
      </div>
    </div>
  );
}

function Row({ row }: { row: ImportRow }) {
  const t = useTranslations("userProperties.import");
  const types = useTranslations("userProperties.types");
  return (
    <tr>
      <td className="text-soft">{row.line}</td>
      <td>
        <Badge tone={tones[row.action]}>{t(`actions.${row.action}`)}</Badge>
      </td>
      <td className="min-w-44">
        <p className="break-words">
          {row.displayName}{" "}
          <code className="break-all text-soft">{row.name}</code>
        </p>
        {row.description && (
          <p className="break-words text-soft">{row.description}</p>
        )}
        <Problems row={row} />
      </td>
      <td className="whitespace-nowrap">
        {types.has(row.type as "text") ? types(row.type as "text") : row.type}
      </td>
    </tr>
  );
}

function Problems({ row }: { row: ImportRow }) {
  const columns = useTranslations("userProperties.columns");
  const problems = useTranslations("api.fields");
  const t = useTranslations("userProperties.import");
  if (row.problems.length === 0) return null;
  return (
    <ul className="text-danger">
      {row.problems.map(({ field, code }) => {
        const problem = problems(code as "required");
        return (
          <li key={`${field} ${code}`}>
            {columns.has(field as "name")
              ? t("problem", { column: columns(field as "name"), problem })
              : problem}
          </li>
        );
      })}
    </ul>
  );
}
