export { maintainReceipts } from "./partitions.ts";
export {
  exportReceipts,
  readReceiptQuery,
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
export { ReceiptError } from "./receipt-error.ts";
export {
  sendTestMessage,
  subscribeTemplates,
  testMessageInput,
} from "./test-message.ts";
export { storeReceipts } from "./store-receipts.ts";
