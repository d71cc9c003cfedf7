export {
  audit,
  auditActor,
  type AuditActor,
  type AuditEntry,
} from "./audit.ts";
