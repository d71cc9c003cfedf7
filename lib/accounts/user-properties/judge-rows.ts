import type { FieldProblem } from "#lib/base/errors/index.ts";
import {
  type PropertyInput,
  propertyInput,
  type PropertyRow,
} from "./property-input.ts";
import type { RawRow } from "./read-rows.ts";
import type { ImportRow } from "./schema.ts";
import type { PropertyType } from "./kinds.ts";

/** The fields of a property that an import needs. */
export type KnownProperty = Pick<
  PropertyRow,
  "name" | "displayName" | "type" | "description" | "retiredAt"
> & {
  /** Whether an account stores its OpenIDs in it. */
  inUse: boolean;
};

/** Names of the types in other systems and Chinese spreadsheets. */
const typeNames: Record<string, PropertyType> = {
  string: "text",
  文本: "text",
  number: "number",
  数字: "number",
  数值: "number",
  日期: "date",
  bool: "boolean",
  布尔: "boolean",
};

/** Evaluates the rows in order; of two rows with the same name the first is used. */
export function judgeRows(
  rows: readonly RawRow[],
  known: readonly KnownProperty[],
): ImportRow[] {
  const byName = new Map(known.map((property) => [property.name, property]));
  const lines = new Map<string, number>();
  return rows.map(({ line, fields }) => {
    if (!fields) return bad(line, {}, [{ field: "", code: "not_an_object" }]);
    const texts = textsOf(fields);
    const parsed = propertyInput.safeParse(texts);
    if (!parsed.success)
      return bad(
        line,
        texts,
        parsed.error.issues.map((issue) => ({
          field: String(issue.path[0]),
          code: issue.message,
        })),
      );
    const input = parsed.data;
    if (lines.has(input.name))
      return bad(line, input, [{ field: "name", code: "name_repeated" }]);
    lines.set(input.name, line);
    const before = byName.get(input.name);
    if (before?.inUse && before.type !== input.type)
      return bad(line, input, [{ field: "type", code: "type_in_use" }]);
    return { line, ...input, action: actionOf(input, before), problems: [] };
  });
}

function bad(
  line: number,
  fields: Partial<PropertyTexts>,
  problems: FieldProblem[],
): ImportRow {
  const none = { name: "", displayName: "", type: "", description: "" };
  return { line, ...none, ...fields, action: "bad", problems };
}

type PropertyTexts = Record<keyof PropertyInput, string>;

function textsOf(fields: NonNullable<RawRow["fields"]>): PropertyTexts {
  const text = (value: unknown) =>
    typeof value === "string"
      ? value.trim()
      : typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : "";
  const type = text(fields.type).toLowerCase();
  return {
    name: text(fields.name),
    displayName: text(fields.displayName),
    type: typeNames[type] ?? type,
    description: text(fields.description),
  };
}

function actionOf(
  input: PropertyInput,
  before: KnownProperty | undefined,
): ImportRow["action"] {
  if (!before) return "create";
  if (before.retiredAt) return "restore";
  return before.displayName === input.displayName &&
    before.type === input.type &&
    before.description === input.description
    ? "same"
    : "update";
}
