export { type AuditArea, auditAreaNames } from "./areas.ts";
export { auditList, type AuditRow } from "./audit-list.ts";
export { auditQuery, readAuditQuery } from "./audit-query.ts";
export { auditExportQuery, exportAudit } from "./export-audit.ts";
