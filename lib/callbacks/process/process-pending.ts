import { sql } from "drizzle-orm";
import { processSingleton } from "#lib/base/process-singleton.ts";
import { claim } from "./claim.ts";
import { runHandler, runReceiptHandlers } from "./run-handlers.ts";
import { InboxWorker } from "./worker.ts";

/** Two workers: events that only write to the database must not wait for events that call WeChat. */
const workers = () =>
  processSingleton("inbox workers", () => ({
    database: new InboxWorker({
      which: sql`channel = 'receipt'`,
      batch: 400,
      accounts: 4,
      groupSize: 100,
      process: runReceiptHandlers,
    }),
    wechat: new InboxWorker({
      which: sql`channel <> 'receipt'`,
      batch: 20,
      accounts: 12,
      groupSize: 1,
      process: async (rows) => {
        for (const row of rows) await runHandler(row);
      },
    }),
  }));

/** Starts to process the events that are due, in the background. */
export function wakeInbox(): void {
  workers().database.wake();
  workers().wechat.wake();
}

/** Stops processing in this process: events under way are finished, events that were only claimed are released. */
export async function stopInbox(): Promise<void> {
  await Promise.all([workers().database.stop(), workers().wechat.stop()]);
}

/**
 * Processes one event before its callback is answered: for a ticket, which is quick and which our next call needs. When
 * it fails, the event stays pending like any other.
 * @throws what the event's handler throws
 */
export async function processNow(key: string): Promise<void> {
  const [row] = await claim({ which: sql`key = ${key}`, limit: 1 });
  if (row) await runHandler(row);
}
