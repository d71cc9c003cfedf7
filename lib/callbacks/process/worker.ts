import { type SQL, sql } from "drizzle-orm";
import { isUnavailable } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { countProcessed } from "#lib/base/metrics/index.ts";
import {
  claim,
  deferOrPark,
  type InboxRow,
  LeaseLost,
  releaseClaims,
} from "./claim.ts";
import { assessFailure } from "./failure.ts";

/** Which events a worker claims, and how it processes those of one account. */
export interface Work {
  which: SQL;
  /** Events claimed by one statement. */
  batch: number;
  /** Accounts whose events are processed at the same time. */
  accounts: number;
  /** Events of one account that are processed together. */
  groupSize: number;
  process: (rows: InboxRow[]) => Promise<void>;
}

/** Claimed events are begun within this time or released: what is left of the lease must suffice for the slowest event. */
const BEGIN_MS = 15_000;

/**
 * Processes the events that are due: several accounts concurrently, the events of one account in order. An account whose
 * events are slow or fail does not delay others: while one of its events is being processed, no further one is claimed.
 */
export class InboxWorker {
  readonly #work: Work;
  readonly #busy = new Map<string, Promise<void>>();
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Starts to process the events that are due, in the background; called meanwhile, it looks for due events once more. */
  wake(): void {
    this.#again = true;
    if (this.#stopped) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Begins nothing new; resolves when the events under way are finished. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await Promise.all(this.#busy.values());
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        while (await this.#claimAndBegin());
      }
    } catch (error) {
      log[isUnavailable(error) ? "debug" : "error"](
        { err: error },
        "the inbox could not be processed; it will be tried again",
      );
    }
  }

  /** @returns whether there may be more */
  async #claimAndBegin(): Promise<boolean> {
    if (this.#busy.size >= this.#work.accounts)
      await Promise.race(this.#busy.values());
    if (this.#stopped) return false;
    const rows = await claim({
      which: sql`${this.#work.which} and coalesce(appid, key) <> all(${sql.param([...this.#busy.keys()])}::text[])`,
      limit: this.#work.batch,
    });
    const claimedAt = performance.now();
    for (const [account, events] of byAccount(rows)) {
      const end = this.#processAccount(events, claimedAt).finally(() => {
        this.#busy.delete(account);
        if (rows.length === this.#work.batch) this.wake();
      });
      this.#busy.set(account, end);
    }
    return rows.length === this.#work.batch;
  }

  async #processAccount(rows: InboxRow[], claimedAt: number): Promise<void> {
    const size = this.#work.groupSize;
    for (let at = 0; at < rows.length; at += size) {
      if (this.#stopped || performance.now() - claimedAt > BEGIN_MS)
        return releaseClaims(rows.slice(at)).catch(logLost);
      await this.#process(rows.slice(at, at + size));
    }
  }

  async #process(rows: InboxRow[]): Promise<void> {
    const [row] = rows;
    if (!row) return;
    try {
      await this.#work.process(rows);
      countProcessed(row.channel, "done", rows.length);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      // One bad event must not fail the others of its group.
      if (rows.length > 1) for (const one of rows) await this.#process([one]);
      else await fail(row, error);
    }
  }
}

async function fail(row: InboxRow, error: unknown): Promise<void> {
  const { key, final } = assessFailure(error);
  log.warn(
    { err: error, event: row.name, appid: row.appid, attempts: row.attempts },
    "an event could not be processed",
  );
  try {
    const parked = await deferOrPark(row, key, final);
    countProcessed(row.channel, parked ? "parked" : "retry");
  } catch (lost) {
    logLost(lost);
  }
}

/** The lease expires, and the event is claimed again. */
function logLost(error: unknown): void {
  log.warn({ err: error }, "the outcome of an event could not be stored");
}

function byAccount(rows: InboxRow[]): Map<string, InboxRow[]> {
  return Map.groupBy(rows, (row) => row.appid ?? row.key);
}
