import { fileRoute } from "#lib/api/index.ts";
import { auditExportQuery, exportAudit } from "#lib/audit/log/index.ts";

export const GET = fileRoute(
  {
    operation: {
      id: "exportAuditLog",
      group: "audit",
      action: "audit.read",
      example: { query: { from: "2026-01-01" } },
    },
    query: auditExportQuery,
  },
  async ({ actor, query }) => ({
    name: "audit-log.csv",
    text: await exportAudit(actor, query),
  }),
);
