export { maintainReceipts } from "./partitions.ts";
export {
  exportReceipts,
  type Receipt,
  receiptExportQuery,
  receiptList,
  receiptQuery,
} from "./receipt-list.ts";
export {
  type DayOutcome,
  receiptStats,
  type TemplateOutcome,
} from "./receipt-stats.ts";
export { storeReceipts } from "./store-receipts.ts";
