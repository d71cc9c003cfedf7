import { type Actor, authorize } from "#lib/access/index.ts";
import {
  type Database,
  db,
  schema,
  type Transaction,
} from "#lib/base/db/index.ts";
import { type RetentionKind, retentionKinds } from "./kinds.ts";
import { defaultOf, limits } from "./limits.ts";
import type { Retention } from "./schema.ts";

const { retentionSettings } = schema;

type Row = typeof retentionSettings.$inferSelect;

function retentionOf(kind: RetentionKind, row: Row | undefined): Retention {
  const { least, most } = limits[kind];
  const fallback = defaultOf(kind);
  return {
    kind,
    days: row?.days ?? fallback.days,
    source: row ? "console" : fallback.variable ? "environment" : "default",
    default: fallback,
    least,
    most,
    set: row ? { by: row.setBy, at: row.setAt.toISOString() } : null,
  };
}

async function readRetention(
  database: Database | Transaction,
): Promise<Retention[]> {
  const rows = await database.select().from(retentionSettings);
  return retentionKinds.map((kind) =>
    retentionOf(
      kind,
      rows.find((row) => row.kind === kind),
    ),
  );
}

/** The days in force, by kind. */
export type RetentionDays = Record<RetentionKind, number>;

/** The retention in force by kind, in days, for the jobs that delete older data. */
export async function retentionDays(
  database: Database | Transaction = db(),
): Promise<RetentionDays> {
  const days = await readRetention(database);
  return Object.fromEntries(
    days.map(({ kind, days }) => [kind, days]),
  ) as RetentionDays;
}

/**
 * The retention of each kind of data, and where it is set.
 * @throws {AccessError} `forbidden`
 */
export async function retention(actor: Actor): Promise<Retention[]> {
  authorize(actor, "retention.read");
  return readRetention(db());
}
