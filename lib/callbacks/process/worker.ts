import { type SQL, sql } from "drizzle-orm";
import { isAway } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { noteProcessed } from "#lib/base/metrics/index.ts";
import { claim, giveBack, type InboxRow, Overtaken, putOff } from "./claim.ts";
import { judgeFailure } from "./carry-out.ts";

/** Which events a worker takes, and what it does with those of one account. */
export interface Work {
  which: SQL;
  /** Events claimed at once. */
  batch: number;
  /** Accounts whose events are processed at the same time. */
  accounts: number;
  /** Events of one account that are processed together; one by one unless given. */
  together?: number;
  carryOut: (rows: InboxRow[]) => Promise<void>;
}

/** What was claimed is begun within this time or given back: the lease must last for what takes longest. */
const BEGIN_MS = 15_000;

/**
 * Processes what is due, of several accounts at once and of each in its order. An account whose events take long or fail
 * holds no other up: while one of its events is at work, no further one of it is claimed here.
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

  /** Processes what is due, now, in the background; called again while it is at it, it looks once more. */
  wake(): void {
    this.#again = true;
    if (this.#stopped) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Begins nothing new; resolves when what is under way has come to its end. */
  async rest(): Promise<void> {
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
      log[isAway(error) ? "debug" : "error"](
        { err: error },
        "the inbox could not be processed; it is tried again",
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
    const size = this.#work.together ?? 1;
    for (let at = 0; at < rows.length; at += size) {
      if (this.#stopped || performance.now() - claimedAt > BEGIN_MS)
        return giveBack(rows.slice(at)).catch(logLost);
      await this.#process(rows.slice(at, at + size));
    }
  }

  async #process(rows: InboxRow[]): Promise<void> {
    const [row] = rows;
    if (!row) return;
    try {
      await this.#work.carryOut(rows);
      noteProcessed(row.channel, "done", rows.length);
    } catch (error) {
      if (error instanceof Overtaken) return;
      // What is wrong with one of them, the others do not pay for.
      if (rows.length > 1) for (const one of rows) await this.#process([one]);
      else await fail(row, error);
    }
  }
}

async function fail(row: InboxRow, error: unknown): Promise<void> {
  const { key, final } = judgeFailure(error);
  log.warn(
    { err: error, event: row.name, appid: row.appid, attempts: row.attempts },
    "an event could not be processed",
  );
  try {
    const parked = await putOff(row, key, final);
    noteProcessed(row.channel, parked ? "parked" : "retry");
  } catch (lost) {
    logLost(lost);
  }
}

/** The lease ends by itself, and the event is taken up again. */
function logLost(error: unknown): void {
  log.warn({ err: error }, "an event's outcome could not be noted");
}

function byAccount(rows: InboxRow[]): Map<string, InboxRow[]> {
  return Map.groupBy(rows, (row) => row.appid ?? row.key);
}
