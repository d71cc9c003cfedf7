import { fileRoute } from "#lib/api/index.ts";
import { auditExportQuery, exportAudit } from "#lib/audit-log/index.ts";

export const GET = fileRoute(
  { query: auditExportQuery },
  async ({ actor, query }) => ({
    name: "audit-log.csv",
    text: await exportAudit(actor, query),
  }),
);
