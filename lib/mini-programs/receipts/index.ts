export { maintainReceipts } from "./partitions.ts";
export { exportReceipts, receiptExportQuery } from "./export-receipts.ts";
export { readReceiptQuery, receiptList, receiptQuery } from "./receipt-list.ts";
export { receiptStats } from "./receipt-stats.ts";
export {
  sendTestMessage,
  subscribeTemplates,
  testMessageInput,
} from "./test-message.ts";
export { type Push, storeReceipts } from "./store-receipts.ts";
export {
  receiptPageShape,
  receiptStatsShape,
  sentMessageShape,
  templateListShape,
  type DayOutcome,
  type Receipt,
  type TemplateOutcome,
} from "./schema.ts";
