export { maintainReceipts } from "./partitions.ts";
export { exportReceipts, receiptExportQuery } from "./export-receipts.ts";
export {
  readReceiptQuery,
  type Receipt,
  receiptList,
  receiptQuery,
} from "./receipt-list.ts";
export {
  type DayOutcome,
  receiptStats,
  type TemplateOutcome,
} from "./receipt-stats.ts";
export {
  sendTestMessage,
  subscribeTemplates,
  testMessageInput,
} from "./test-message.ts";
export { storeReceipts } from "./store-receipts.ts";
