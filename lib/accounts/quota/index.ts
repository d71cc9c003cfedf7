export {
  type Allowance,
  type QuotaReset,
  quotaResetList,
  resetQuery,
} from "./ledger.ts";
export { type InterfaceQuota, quotaToday } from "./read-quota.ts";
export { resetInput, resetQuota, type ResetResult } from "./reset-quota.ts";
