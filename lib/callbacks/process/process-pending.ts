import { sql } from "drizzle-orm";
import { claim } from "./claim.ts";
import { carryOut, carryOutReceipts } from "./carry-out.ts";
import { InboxWorker } from "./worker.ts";

// Next.js and the server hold a copy of this module each; one pair of workers in a process is enough.
const holder = globalThis as typeof globalThis & {
  lingpaiInbox?: { quick: InboxWorker; slow: InboxWorker };
};

/**
 * Two workers: what only writes to the database is not to wait behind what asks WeChat, which may take long or be away.
 */
function workers() {
  return (holder.lingpaiInbox ??= {
    quick: new InboxWorker({
      which: sql`channel = 'receipt'`,
      batch: 400,
      accounts: 4,
      together: 100,
      carryOut: carryOutReceipts,
    }),
    slow: new InboxWorker({
      which: sql`channel <> 'receipt'`,
      batch: 20,
      accounts: 12,
      carryOut: async (rows) => {
        for (const row of rows) await carryOut(row);
      },
    }),
  });
}

/** Processes what is due, now, in the background. */
export function wakeInbox(): void {
  workers().quick.wake();
  workers().slow.wake();
}

/** Ends the processing of this process in order: what is under way is finished, what was only claimed is given back. */
export async function inboxAtRest(): Promise<void> {
  await Promise.all([workers().quick.rest(), workers().slow.rest()]);
}

/**
 * Processes one event before its callback is answered: for what is quick and what the next call of ours needs, such as a
 * ticket. Should it fail, it is pending like any other.
 * @throws what the event's effect throws
 */
export async function processNow(key: string): Promise<void> {
  const [row] = await claim({ which: sql`key = ${key}`, limit: 1 });
  if (row) await carryOut(row);
}
