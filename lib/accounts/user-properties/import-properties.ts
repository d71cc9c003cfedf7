import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema, type Transaction, now } from "#lib/base/db/index.ts";
import { lockCatalogue, usersOf } from "./catalogue-row.ts";
import { judgeRows, type KnownProperty } from "./judge-rows.ts";
import { PropertyError } from "./property-error.ts";
import type { PropertyRow } from "./property-input.ts";
import { type RawRow, type RawTable, readRows } from "./read-rows.ts";
import type { ImportResult, ImportRow } from "./schema.ts";
import { type ImportAction, importFormats } from "./kinds.ts";

const { userProperties } = schema;

/** Limit of a request body with a table, in bytes. */
export const IMPORT_BYTES = 1024 * 1024;
/** How many names of each kind the audit log records. */
const AUDITED_NAMES = 100;

/** What `POST /user-properties/import` takes. */
export const importInput = z.strictObject({
  format: z.enum(importFormats),
  text: z.string().min(1, { error: "required" }),
  /** False for a preview. */
  apply: z.boolean().default(false),
});

/**
 * Previews or applies an import: the valid rows in one transaction, evaluated again inside it.
 * @throws {AccessError} `forbidden`
 * @throws {PropertyError} `import_unreadable`, `import_columns_missing`, `import_empty`, `import_too_many_rows`;
 * `import_nothing_good` when no row to apply is valid
 */
export async function importProperties(
  actor: Actor,
  { format, text, apply }: z.infer<typeof importInput>,
): Promise<ImportResult> {
  authorize(actor, "properties.manage");
  const table = readRows(format, text);
  return apply ? applyTable(actor, table, "import") : previewTable(table);
}

export async function previewTable(table: RawTable): Promise<ImportResult> {
  const known = await knownProperties(db(), table.rows);
  return resultOf(table, judgeRows(table.rows, known), false);
}

/** @throws {PropertyError} `import_nothing_good` */
export async function applyTable(
  actor: Actor,
  table: RawTable,
  source: "import" | "url",
): Promise<ImportResult> {
  return db().transaction(async (tx) => {
    await lockCatalogue(tx);
    const rows = judgeRows(table.rows, await knownProperties(tx, table.rows));
    if (rows.every(({ action }) => action === "bad"))
      throw new PropertyError("import_nothing_good");
    await write(
      tx,
      rows.filter(({ action }) => action !== "bad" && action !== "same"),
      source,
    );
    await audit(tx, {
      actor: auditActor(actor),
      action: "user_properties.imported",
      after: { source, ...namesByAction(rows) },
    });
    return resultOf(table, rows, true);
  });
}

/** Locks the rows in a transaction: an account that chooses one of them waits. */
async function knownProperties(
  database: Transaction | ReturnType<typeof db>,
  rows: readonly RawRow[],
): Promise<KnownProperty[]> {
  const names = rows
    .map(({ fields }) => fields?.name)
    .filter((name) => typeof name === "string")
    .map((name) => name.trim());
  if (names.length === 0) return [];
  const found = await database
    .select()
    .from(userProperties)
    .where(inArray(userProperties.name, names))
    .orderBy(userProperties.id)
    .for("update");
  const users = await usersOf(
    found.map(({ id }) => id),
    database,
  );
  return found.map((row) => ({ ...row, inUse: users.has(row.id) }));
}

async function write(
  tx: Transaction,
  rows: readonly ImportRow[],
  source: PropertyRow["source"],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(userProperties)
    .values(
      rows.map(({ name, displayName, type, description }) => ({
        name,
        displayName,
        type: type as PropertyRow["type"],
        description,
        source,
      })),
    )
    .onConflictDoUpdate({
      target: userProperties.name,
      set: {
        displayName: sql`excluded.display_name`,
        type: sql`excluded.type`,
        description: sql`excluded.description`,
        retiredAt: null,
        updatedAt: now,
      },
    });
}

function namesByAction(rows: readonly ImportRow[]) {
  const names = (action: ImportAction) =>
    rows
      .filter((row) => row.action === action)
      .slice(0, AUDITED_NAMES)
      .map(({ name }) => name);
  return {
    counts: countsOf(rows),
    created: names("create"),
    updated: names("update"),
    restored: names("restore"),
  };
}

function countsOf(rows: readonly ImportRow[]): ImportResult["counts"] {
  const counts = { create: 0, update: 0, restore: 0, same: 0, bad: 0 };
  for (const { action } of rows) counts[action] += 1;
  return counts;
}

const resultOf = (
  { unknownColumns }: RawTable,
  rows: ImportRow[],
  applied: boolean,
): ImportResult => ({ rows, counts: countsOf(rows), unknownColumns, applied });
