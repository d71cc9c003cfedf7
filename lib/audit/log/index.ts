/** Reads the audit log. */

export { auditList } from "./audit-list.ts";
export { auditQuery, readAuditQuery } from "./audit-query.ts";
export { auditExportQuery, exportAudit } from "./export-audit.ts";

export { auditPageShape, type AuditRow } from "./schema.ts";
export { type AuditArea, auditAreaNames } from "./areas.ts";
