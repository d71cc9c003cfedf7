export { quotaResetList, resetQuery } from "./ledger.ts";
export { quotaToday } from "./read-quota.ts";
export { resetInput, resetQuota } from "./reset-quota.ts";
export {
  quotaResetPageShape,
  quotaTodayShape,
  resetResultShape,
  type Allowance,
  type InterfaceQuota,
  type QuotaReset,
  type ResetResult,
} from "./schema.ts";
