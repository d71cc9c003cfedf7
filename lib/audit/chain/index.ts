export { dropOldAuditRows, LEAST_AUDIT_DAYS } from "./checkpoint.ts";
export { sealAuditRows } from "./seal-rows.ts";
export {
  type Finding,
  type Head,
  type Verification,
  verifyChain,
} from "./verify-chain.ts";
