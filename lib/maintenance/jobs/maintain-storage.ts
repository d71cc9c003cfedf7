import { dropOldAuditRows } from "#lib/audit/chain/index.ts";
import { makePartitions } from "#lib/base/db/index.ts";
import { maintainInbox } from "#lib/callbacks/store/index.ts";
import { retentionDays } from "#lib/maintenance/retention/index.ts";
import { maintainReceipts } from "#lib/mini-programs/receipts/index.ts";

/**
 * Creates upcoming partitions and drops those past their retention. Also runs once before the first write, because a
 * partition cannot be created for a range of which the default partition already has rows.
 */
export async function maintainStorage(): Promise<void> {
  const days = await retentionDays();
  await maintainInbox(days.callbacks);
  await maintainReceipts(days.receipts);
  await makePartitions({ table: "audit_log", unit: "month", ahead: 2 });
  await dropOldAuditRows(days.auditLog);
}
