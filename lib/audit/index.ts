/** Writes the audit log. */

export {
  audit,
  auditActor,
  type AuditActor,
  type AuditEntry,
  visitorActor,
} from "./audit.ts";
export { auditRefusal } from "./refusal.ts";
