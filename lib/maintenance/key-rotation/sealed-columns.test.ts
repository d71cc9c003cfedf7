import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { schema } from "#lib/base/db/index.ts";
import { sealedColumns } from "./sealed-columns.ts";

const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table));
const shown = ({ table, column }: { table: string; column: string }) =>
  `${table}.${column}`;

test("every sealed column of the schema is listed", () => {
  const ofSchema = tables.flatMap(({ name: table, columns }) =>
    columns
      .filter(({ name }) => name.endsWith("_sealed"))
      .map(({ name: column }) => shown({ table, column })),
  );
  const ownKeyOnly = "secret_key_checks.check_sealed";
  expect([...sealedColumns.map(shown), ownKeyOnly].sort()).toEqual(
    ofSchema.sort(),
  );
});

test("each column is traversed by its table's primary key", () => {
  for (const { table, key } of sealedColumns) {
    const config = tables.find(({ name }) => name === table);
    const primary =
      config?.primaryKeys[0]?.columns ??
      config?.columns.filter(({ primary }) => primary);
    expect(key.map(({ name }) => name)).toEqual(
      primary?.map(({ name }) => name),
    );
  }
});

test("an account's tokens are distinguished by kind, and the platform's by AppID alone", () => {
  const column = sealedColumns.find(({ table }) => table === "account_tokens");
  expect(
    ["component", "own"].map((kind) => column?.sealContext(["wx1", kind]).row),
  ).toEqual(["wx1", "wx1 own"]);
});
