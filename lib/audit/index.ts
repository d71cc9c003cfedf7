export { audit, type AuditActor, type AuditEntry } from "./audit.ts";
