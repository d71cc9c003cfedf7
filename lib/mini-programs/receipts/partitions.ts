import {
  daysAgo,
  dropOldPartitions,
  makePartitions,
} from "#lib/base/db/index.ts";

/** Creates the receipts' partitions of the coming week, and drops those past their retention period. */
export async function maintainReceipts(keepDays: number): Promise<void> {
  await makePartitions({ table: "receipts", unit: "day", ahead: 7 });
  await dropOldPartitions("receipts", daysAgo(keepDays));
}
