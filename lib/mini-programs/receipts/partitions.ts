import {
  daysAgo,
  dropOldPartitions,
  makePartitions,
} from "#lib/base/db/index.ts";

/** Makes the receipts' partitions of the coming week, and drops those that are older than they are kept. */
export async function maintainReceipts(keepDays: number): Promise<void> {
  await makePartitions({ table: "receipts", unit: "day", ahead: 7 });
  await dropOldPartitions("receipts", daysAgo(keepDays));
}
