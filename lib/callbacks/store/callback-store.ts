import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { db, isAway } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import type { InboxRecord } from "./inbox-record.ts";
import { Spool } from "./spool.ts";
import { spoolFolder } from "./spool-state.ts";
import { type Verdict, writeRecords } from "./write-records.ts";

/** `spooled`: on the disk, while the database is away; it goes into the inbox when it is back. */
export type Outcome = Verdict | "spooled";

interface Waiting {
  record: InboxRecord;
  settle: (outcome: Outcome) => void;
  fail: (error: unknown) => void;
}

/** Callbacks written together: more would keep the first one waiting for the last. */
const MOST_TOGETHER = 500;
/** WeChat waits five seconds (protocol 1.2): a database that takes longer than this counts as away. */
const PATIENCE_MS = 1_500;
const PROBE_MS = 250;
const PROBE_PATIENCE_MS = 1_000;

/**
 * Stores callbacks one group after another: while one is being committed the next one gathers. While the database is
 * away they go to the spool, and so do those that come behind them until it is drained: the order stays.
 */
class CallbackStore {
  #queue: Waiting[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #working: Promise<void> | null = null;
  #draining: Promise<void> | null = null;
  #away = false;
  readonly #spool = new Spool(spoolFolder());

  /** @throws when the callback could neither be stored nor spooled */
  store(record: InboxRecord): Promise<Outcome> {
    return new Promise((settle, fail) => {
      this.#queue.push({ record, settle, fail });
      this.#working ??= this.#work().finally(() => {
        this.#working = null;
      });
    });
  }

  /** Takes up what an earlier process left in the spool. */
  async takeUp(): Promise<void> {
    if (!this.#away && !(await this.#spool.isEmpty())) this.#goAway();
  }

  async atRest(): Promise<void> {
    await this.#working;
    await this.#spool.close();
  }

  async #work(): Promise<void> {
    // At once, and not when more have come: the next group is the larger for it, and begins sooner (bench ingest).
    while (this.#queue.length > 0)
      await this.#alone(() =>
        this.#writeGroup(this.#queue.splice(0, MOST_TOGETHER)),
      );
  }

  #alone(step: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(step);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #writeGroup(group: Waiting[]): Promise<void> {
    if (this.#away) return this.#spoolGroup(group);
    try {
      const verdicts = await withinPatience(
        writeRecords(group.map(({ record }) => record)),
        PATIENCE_MS,
      );
      for (const { record, settle } of group)
        settle(verdicts.get(record.key) ?? "stored");
    } catch (error) {
      if (isAway(error)) {
        log.warn({ err: error }, "the database is away: callbacks are spooled");
        this.#goAway();
        return this.#spoolGroup(group);
      }
      await this.#oneByOne(group, error);
    }
  }

  /** What one of them has about it that the database refuses, the others do not pay for. */
  async #oneByOne(group: Waiting[], error: unknown): Promise<void> {
    const [only] = group;
    if (group.length === 1 && only) only.fail(error);
    else for (const waiting of group) await this.#writeGroup([waiting]);
  }

  async #spoolGroup(group: Waiting[]): Promise<void> {
    try {
      await this.#spool.append(
        group.map(({ record }) => JSON.stringify(record)),
      );
      for (const { settle } of group) settle("spooled");
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  }

  #goAway(): void {
    this.#away = true;
    this.#draining ??= this.#comeBack().finally(() => {
      this.#draining = null;
    });
  }

  async #comeBack(): Promise<void> {
    for (;;) {
      try {
        await withinPatience(db().execute(sql`select 1`), PROBE_PATIENCE_MS);
        await this.#drain();
        return;
      } catch (error) {
        if (!isAway(error))
          log.error({ err: error }, "the spool could not be drained yet");
        await pause(PROBE_MS, undefined, { ref: false });
      }
    }
  }

  async #drain(): Promise<void> {
    const begun = performance.now();
    let records = 0;
    let found: number;
    do {
      found = await this.#drainOnce();
      records += found;
    } while (found > MOST_TOGETHER);
    // The rest while nothing is put away behind it.
    await this.#alone(async () => {
      records += await this.#drainOnce();
      this.#away = false;
    });
    log.info(
      { records, ms: Math.round(performance.now() - begun) },
      "the spool is drained",
    );
  }

  async #drainOnce(): Promise<number> {
    const { records, torn } = await this.#spool.drain(async (lines) => {
      for (let at = 0; at < lines.length; at += MOST_TOGETHER)
        await this.#storeLines(lines.slice(at, at + MOST_TOGETHER));
    });
    if (torn > 0)
      log.warn({ bytes: torn }, "a record of the spool was cut short");
    return records;
  }

  /** A record that the database refuses is put aside for people: it must not hold up all that lies behind it. */
  async #storeLines(lines: string[]): Promise<void> {
    try {
      await writeRecords(lines.map((line) => JSON.parse(line) as InboxRecord));
    } catch (error) {
      if (isAway(error)) throw error;
      const [only] = lines;
      if (lines.length > 1)
        for (const line of lines) await this.#storeLines([line]);
      else if (only !== undefined) {
        log.error({ err: error }, "a spooled callback was put aside");
        await this.#spool.putAside(only);
      }
    }
  }
}

/** @throws as the database's own time limits do, when the answer is late */
function withinPatience<Result>(
  answer: Promise<Result>,
  ms: number,
): Promise<Result> {
  return new Promise((done, fail) => {
    // Late answers are nobody's: what was written after all is written once more and found to be there.
    const late = setTimeout(
      () => fail(new Error("timeout: the database does not answer")),
      ms,
    ).unref();
    answer.then(done, fail).finally(() => clearTimeout(late));
  });
}

// Next.js and the server hold a copy of this module each; in one process there is one order.
const holder = globalThis as typeof globalThis & {
  lingpaiCallbacks?: CallbackStore;
};

/** The callback store of this process. */
export function callbackStore(): CallbackStore {
  return (holder.lingpaiCallbacks ??= new CallbackStore());
}

/** Takes up what an earlier process left in the spool, in the background. */
export function takeUpSpool(): Promise<void> {
  return callbackStore().takeUp();
}

/** Resolves when every callback that came in has been stored or spooled; for an orderly stop. */
export async function callbacksAtRest(): Promise<void> {
  await holder.lingpaiCallbacks?.atRest();
}
