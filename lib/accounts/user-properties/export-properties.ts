import { asc, isNull } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { toCsv } from "#lib/base/csv.ts";
import { columns } from "./read-rows.ts";

const { userProperties } = schema;

/** What `GET /user-properties/export` takes. */
export const propertyExportQuery = z.strictObject({
  format: z.enum(["csv", "json"]).default("csv"),
});

/**
 * The properties that are not retired, in a format that can be imported.
 * @throws {AccessError} `forbidden`
 */
export async function exportProperties(
  actor: Actor,
  { format }: z.infer<typeof propertyExportQuery>,
): Promise<string> {
  authorize(actor, "properties.read");
  const { name, displayName, type, description } = userProperties;
  const rows = await db()
    .select({ name, displayName, type, description })
    .from(userProperties)
    .where(isNull(userProperties.retiredAt))
    .orderBy(asc(userProperties.name));
  if (format === "json") return `${JSON.stringify(rows, null, 2)}\n`;
  return toCsv(
    rows,
    columns.map((column) => ({
      heading: column,
      value: (row: (typeof rows)[number]) => row[column],
    })),
  );
}
