/** Seals the rows of the audit log in a chain of hashes, so that a changed or missing row is found. */

export {
  type Finding,
  type Head,
  type Verification,
  verifyChain,
} from "./verify-chain.ts";

export { sealAuditRows } from "./seal-rows.ts";
export { dropOldAuditRows, LEAST_AUDIT_DAYS } from "./checkpoint.ts";
