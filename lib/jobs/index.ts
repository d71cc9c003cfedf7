import { sql } from "drizzle-orm";
import { fetchMissingInfo } from "#lib/accounts/index.ts";
import { watchProblems } from "#lib/alerts/index.ts";
import { reconcileDaily } from "#lib/authorization/index.ts";
import { db, maintainPartitions } from "#lib/db/index.ts";
import {
  callbacksAtRest,
  inboxAtRest,
  listenForEvents,
  maintainInbox,
  takeUpSpool,
  wakeInbox,
} from "#lib/inbox/index.ts";
import { log } from "#lib/log.ts";
import { watchTicket } from "#lib/platform/index.ts";
import { maintainReceipts } from "#lib/receipts/index.ts";
import { renewDueTokens } from "#lib/tokens/index.ts";
import { deliverDue, tidyDeliveries } from "#lib/webhooks/index.ts";

interface Job {
  name: string;
  everySeconds: number;
  /** Done already when the jobs are started. */
  later?: boolean;
  run: () => Promise<void>;
}

const jobs: readonly Job[] = [
  { name: "inbox", everySeconds: 2, run: async () => wakeInbox() },
  { name: "spool", everySeconds: 10, run: takeUpSpool },
  { name: "tokens", everySeconds: 5, run: renewDueTokens },
  { name: "webhooks", everySeconds: 2, run: deliverDue },
  { name: "reconciliation", everySeconds: 3600, run: reconcileDaily },
  { name: "ticket watch", everySeconds: 30, run: watchTicket },
  { name: "problems", everySeconds: 15, run: watchProblems },
  { name: "missing account data", everySeconds: 30, run: fetchMissingInfo },
  {
    name: "partitions",
    everySeconds: 3600,
    later: true,
    run: maintainStorage,
  },
  { name: "tidy", everySeconds: 3600, run: tidy },
];

/** Starts what runs by the clock. Each job may run on every instance at once: its statements see to it that no work is done twice. */
export function startJobs(): { stop: () => Promise<void> } {
  const running = new Set<Promise<void>>();
  const timers = jobs.map(({ name, everySeconds, later, run }) => {
    let busy = false;
    const tick = () => {
      if (busy) return;
      busy = true;
      const turn = run()
        .catch((error: unknown) =>
          log.warn(
            { err: error, job: name },
            "a job failed; it runs again at its time",
          ),
        )
        .finally(() => {
          busy = false;
          running.delete(turn);
        });
      running.add(turn);
    };
    if (!later) tick();
    return setInterval(tick, everySeconds * 1000);
  });
  const listener = listenForEvents();
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await listener.stop();
      await callbacksAtRest();
      await inboxAtRest();
      await Promise.all(running);
    },
  };
}

/** Removes what nobody can use any more. */
async function tidy(): Promise<void> {
  await db().execute(
    sql`delete from idempotency_keys where created_at < now() - interval '24 hours'`,
  );
  await db().execute(
    sql`delete from authorization_visits where created_at < now() - interval '40 days'`,
  );
  await db().execute(
    sql`delete from authorization_codes where created_at < now() - interval '40 days'`,
  );
  await db().execute(
    sql`delete from sessions where expires_at < now() - interval '30 days'`,
  );
  await db().execute(
    sql`delete from sign_in_attempts where coalesce(blocked_until, window_started_at) < now() - interval '1 day'`,
  );
  await db().execute(
    sql`delete from api_key_secrets where good_until < now() - interval '30 days'`,
  );
  await tidyDeliveries();
}

/**
 * Makes the coming partitions of the tables that grow, and drops what is old. Run once before anything is written, too:
 * a partition cannot be made for a time of which the table holds rows already. The audit log is kept for good.
 */
export async function maintainStorage(): Promise<void> {
  await maintainInbox();
  await maintainReceipts();
  await maintainPartitions({
    table: "audit_log",
    unit: "month",
    ahead: 2,
    keepDays: null,
  });
}
