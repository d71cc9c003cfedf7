import { z } from "zod";
import type { Actor } from "#lib/access/index.ts";
import { toCsv } from "#lib/base/csv.ts";
import { auditList } from "./audit-list.ts";
import { auditFilter } from "./audit-query.ts";
import type { AuditRow } from "./schema.ts";

/** What `GET /audit-log/export` takes. */
export const auditExportQuery = z.strictObject(auditFilter);

/** Rows of one export; use the API to read more. */
const EXPORT_ROWS = 50_000;
const EXPORT_PAGE = 200;

const json = (value: unknown) =>
  value === null || value === undefined ? "" : JSON.stringify(value);

const columns: { heading: string; value: (row: AuditRow) => string }[] = [
  { heading: "at", value: ({ at }) => at },
  { heading: "actor_kind", value: ({ actor }) => actor.kind },
  { heading: "actor_id", value: ({ actor }) => actor.id ?? "" },
  { heading: "actor_name", value: ({ actor }) => actor.name },
  { heading: "action", value: ({ action }) => action },
  { heading: "subject", value: ({ subject }) => subject?.id ?? "" },
  {
    heading: "subject_name",
    value: ({ subject }) => subject?.name ?? "",
  },
  { heading: "outcome", value: ({ outcome }) => outcome },
  { heading: "address", value: ({ address }) => address ?? "" },
  { heading: "request_id", value: ({ requestId }) => requestId ?? "" },
  { heading: "before", value: ({ before }) => json(before) },
  { heading: "after", value: ({ after }) => json(after) },
  { heading: "id", value: ({ id }) => id },
];

/**
 * Rows of the audit log as CSV, newest first, 50,000 at most.
 * @throws {AccessError} `forbidden`
 */
export async function exportAudit(
  actor: Actor,
  query: z.input<typeof auditExportQuery>,
): Promise<string> {
  const rows: AuditRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: AuditRow[]; nextCursor: string | null } =
      await auditList(actor, {
        ...query,
        limit: EXPORT_PAGE,
        ...(cursor ? { cursor } : {}),
      });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && rows.length < EXPORT_ROWS);
  return toCsv(rows, columns);
}
