import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { env } from "#lib/base/env.ts";
import { ProblemError } from "#lib/base/errors/index.ts";
import { safeFetch } from "#lib/base/outbound/index.ts";
import { applyTable, previewTable } from "./import-properties.ts";
import { PropertyError } from "./property-error.ts";
import { noteSync, openSource, type SourceMapping } from "./property-source.ts";
import { columns, type RawTable, rowsOfList } from "./read-rows.ts";
import type { ImportResult } from "./schema.ts";

/** What `POST /user-properties/source/sync` takes. */
export const syncInput = z.strictObject({
  /** False for a preview. */
  apply: z.boolean().default(false),
});

/**
 * Fetches the source and previews or applies its changes to the catalogue. Properties that are not in the source stay.
 * @throws {AccessError} `forbidden`
 * @throws {OutboundError} when the address cannot be fetched
 * @throws {PropertyError} `source_missing`, `source_not_json`, `source_no_list`, and those of an import
 */
export async function syncProperties(
  actor: Actor,
  { apply }: z.infer<typeof syncInput>,
): Promise<ImportResult> {
  authorize(actor, "properties.manage");
  const { url, authorization, mapping } = await openSource();
  try {
    const { body } = await safeFetch(url, {
      allow: env().OUTBOUND_ALLOW,
      headers: authorization === null ? {} : { authorization },
    });
    const table = tableOf(body.toString("utf8"), mapping);
    if (!apply) return await previewTable(table);
    const result = await applyTable(actor, table, "url");
    await noteSync(null);
    return result;
  } catch (error) {
    if (error instanceof ProblemError) await noteSync(String(error.code));
    throw error;
  }
}

/**
 * Converts the list in the answer to rows.
 * @throws {PropertyError} `source_not_json`, `source_no_list`
 */
export function tableOf(text: string, mapping: SourceMapping): RawTable {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new PropertyError("source_not_json");
  }
  const list = at(json, mapping.items);
  if (!Array.isArray(list))
    throw new PropertyError("source_no_list", {
      values: { path: mapping.items },
    });
  const rows = rowsOfList(list, (item) =>
    Object.fromEntries(
      columns
        .filter((column) => mapping[column] !== "")
        .map((column) => [column, at(item, mapping[column])]),
    ),
  );
  return {
    rows: rows.map(({ line, fields }) => ({
      line,
      fields:
        fields && mapping.type === "" ? { ...fields, type: "text" } : fields,
    })),
    unknownColumns: [],
  };
}

/** The value at a path of field names; undefined when there is none. */
function at(value: unknown, path: string): unknown {
  if (path === "") return value;
  return path
    .split(".")
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === "object" &&
        inner !== null &&
        Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}
