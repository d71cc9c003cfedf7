import { useTranslations } from "next-intl";
import { ValueTable } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Difference, Value } from "./differences.ts";
import { useValueText } from "./value-text.ts";
import { useFieldName } from "./words.ts";

/** The fields of an entry, one per row: the value before, if any, and after. */
export function DifferenceTable({
  differences,
  setNames,
}: {
  differences: Difference[];
  /** Names of the permission sets by id. */
  setNames: Record<number, string>;
}) {
  const t = useTranslations("audit.detail");
  const hadBefore = differences.some(({ before }) => before !== undefined);
  return (
    <ValueTable
      headings={[
        { key: "field", content: t("field") },
        ...(hadBefore ? [{ key: "before", content: t("before") }] : []),
        { key: "after", content: hadBefore ? t("after") : t("whatChanged") },
      ]}
    >
      {differences.map((difference) => (
        <DifferenceRow
          key={difference.path.join("\0")}
          difference={difference}
          hadBefore={hadBefore}
          setNames={setNames}
        />
      ))}
    </ValueTable>
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
    <tr>
      <th scope="row" className="min-w-20 font-normal text-soft sm:min-w-32">
        {path.map(fieldName).join(" · ")}
      </th>
      {hadBefore && (
        <td className="wrap-anywhere">
          {before !== undefined && (
            <del className="text-danger decoration-danger/60">
              {shown(before)}
            </del>
          )}
        </td>
      )}
      <td className="wrap-anywhere">{after !== undefined && shown(after)}</td>
    </tr>
  );
}
