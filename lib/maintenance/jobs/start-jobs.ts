import { fetchMissingInfo } from "#lib/accounts/index.ts";
import { watchProblems } from "#lib/monitoring/alerts/index.ts";
import { sealAuditRows } from "#lib/audit/chain/index.ts";
import { reconcileDaily } from "#lib/authorization/index.ts";
import {
  finishStoring,
  dropBodies,
  resumeSpool,
} from "#lib/callbacks/store/index.ts";
import {
  stopInbox,
  listenForEvents,
  wakeInbox,
} from "#lib/callbacks/process/index.ts";
import { log } from "#lib/base/log.ts";
import { watchTicket } from "#lib/credentials/platform/index.ts";
import { retentionDays } from "#lib/maintenance/retention/index.ts";
import { renewDueTokens } from "#lib/credentials/tokens/index.ts";
import { deliverDue } from "#lib/webhooks/index.ts";
import { maintainStorage } from "./maintain-storage.ts";
import { purge } from "./purge.ts";

interface Job {
  name: string;
  everySeconds: number;
  /** Does not run at the start: the boot has just done its work. */
  later?: boolean;
  run: () => Promise<void>;
}

const jobs: readonly Job[] = [
  { name: "inbox", everySeconds: 2, run: async () => wakeInbox() },
  { name: "spool", everySeconds: 10, run: resumeSpool },
  { name: "tokens", everySeconds: 5, run: renewDueTokens },
  { name: "webhooks", everySeconds: 2, run: deliverDue },
  { name: "audit chain", everySeconds: 2, run: sealAuditRows },
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
  {
    name: "purge",
    everySeconds: 3600,
    run: async () => purge(await retentionDays()),
  },
  {
    name: "callback bodies",
    everySeconds: 3600,
    run: async () => dropBodies((await retentionDays()).callbackBodies),
  },
];

/** Starts the periodic jobs. Each may run on every instance concurrently: its statements ensure that no work is done twice. */
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
            "a job failed and will run again on schedule",
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
      await finishStoring();
      await stopInbox();
      await Promise.all(running);
    },
  };
}
