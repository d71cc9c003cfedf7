import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { Difference, Value } from "./differences.ts";
import { useValueText } from "./value-text.ts";
import { useFieldName } from "./words.ts";

/** What an entry tells, a row a field: what it was, where it was something, and what it is. */
export function DifferenceTable({
  told,
  setNames,
}: {
  told: Difference[];
  /** Of the permission sets, by id. */
  setNames: Record<number, string>;
}) {
  const t = useTranslations("audit.detail");
  const hadBefore = told.some(({ before }) => before !== undefined);
  return (
    <table className="w-full text-left text-small">
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
