/** The delivery receipts of subscribe messages. */

// Commands
export { type Push, storeReceipts } from "./store-receipts.ts";
export {
  sendTestMessage,
  subscribeTemplates,
  testMessageInput,
} from "./test-message.ts";

// Reads
export { readReceiptQuery, receiptList, receiptQuery } from "./receipt-list.ts";
export { receiptStats } from "./receipt-stats.ts";
export { exportReceipts, receiptExportQuery } from "./export-receipts.ts";

// Shapes
export {
  receiptPageShape,
  receiptStatsShape,
  sentMessageShape,
  templateListShape,
  type DayOutcome,
  type Receipt,
  type TemplateOutcome,
} from "./schema.ts";

// Jobs
export { maintainReceipts } from "./partitions.ts";
