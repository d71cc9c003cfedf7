export {
  audit,
  auditActor,
  type AuditActor,
  type AuditEntry,
} from "./audit.ts";
export { auditRefusal } from "./refusal.ts";
