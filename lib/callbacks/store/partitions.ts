import {
  daysAgo,
  dropOldPartitions,
  makePartitions,
} from "#lib/base/db/index.ts";

/** Makes the inbox's partitions of the coming week, and drops the callbacks that are older than they are kept. */
export async function maintainInbox(keepDays: number): Promise<void> {
  await makePartitions({ table: "inbox", unit: "day", ahead: 7 });
  await dropOldPartitions("inbox", daysAgo(keepDays));
}
