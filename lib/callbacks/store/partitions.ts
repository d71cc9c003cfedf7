import {
  daysAgo,
  dropOldPartitions,
  makePartitions,
} from "#lib/base/db/index.ts";

/** Creates the inbox partitions of the coming week, and drops callbacks older than `keepDays`. */
export async function maintainInbox(keepDays: number): Promise<void> {
  await makePartitions({ table: "inbox", unit: "day", ahead: 7 });
  await dropOldPartitions("inbox", daysAgo(keepDays));
}
