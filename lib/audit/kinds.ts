import { auditOutcomes } from "#lib/base/db/kinds.ts";

export { auditOutcomes };
export type AuditOutcome = (typeof auditOutcomes)[number];
