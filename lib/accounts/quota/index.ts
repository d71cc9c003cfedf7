/** An account's quota of API calls: what is used today, and its resets. */

export { resetInput, resetQuota } from "./reset-quota.ts";

export { quotaToday } from "./read-quota.ts";
export { quotaResetList, resetQuery } from "./ledger.ts";

export {
  quotaResetPageShape,
  quotaTodayShape,
  resetResultShape,
  type InterfaceQuota,
  type QuotaReset,
  type ResetResult,
} from "./schema.ts";
