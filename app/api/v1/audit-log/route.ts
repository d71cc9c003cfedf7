import { route } from "#lib/api/index.ts";
import { auditList, auditQuery } from "#lib/audit-log/index.ts";

export const GET = route({ query: auditQuery }, ({ actor, query }) =>
  auditList(actor, query),
);
