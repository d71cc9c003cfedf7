import { route } from "#lib/api/index.ts";
import { auditList, auditPageShape, auditQuery } from "#lib/audit/log/index.ts";

export const GET = route(
  {
    operation: {
      id: "listAuditLog",
      group: "audit",
      action: "audit.read",
      example: { query: { from: "2026-01-01", outcome: "denied" } },
    },
    answer: auditPageShape,
    query: auditQuery,
  },
  ({ actor, query }) => auditList(actor, query),
);
