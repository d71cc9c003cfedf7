import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { db, isUnavailable } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { Mutex } from "#lib/base/mutex.ts";
import { processSingleton } from "#lib/base/process-singleton.ts";
import type { InboxRecord } from "./inbox-record.ts";
import { Spool } from "./spool.ts";
import { spoolFolder } from "./spool-state.ts";
import { type Verdict, writeRecords } from "./write-records.ts";

/** `spooled`: on the disk, while the database is unavailable; it is written to the inbox later. */
export type Outcome = Verdict | "spooled";

interface Pending {
  record: InboxRecord;
  settle: (outcome: Outcome) => void;
  fail: (error: unknown) => void;
}

/** Callbacks written by one statement: with more, the first would wait too long for the last. */
const MAX_GROUP = 500;
/** WeChat waits five seconds (protocol 1.2): a database that takes longer than this counts as unavailable. */
const WRITE_TIMEOUT_MS = 1_500;
const PROBE_INTERVAL_MS = 250;
const PROBE_TIMEOUT_MS = 1_000;

/**
 * Stores callbacks in groups: while one group is being committed, the next one gathers.
 *
 * | state       | callbacks are written to           | left when                                                        |
 * |-------------|------------------------------------|------------------------------------------------------------------|
 * | normal      | the database                       | a write finds it unavailable, or the spool of an earlier process |
 * |             |                                    | is not empty → unavailable                                       |
 * | unavailable | the spool                          | the database answers a probe → draining                          |
 * | draining    | the spool, behind what it contains | the spool is empty while no group is being written → normal;     |
 * |             |                                    | any error → unavailable                                          |
 *
 * New callbacks go to the spool until it is empty, so that the order of each account is kept.
 */
class CallbackStore {
  #state: "normal" | "unavailable" | "draining" = "normal";
  #queue: Pending[] = [];
  #writing: Promise<void> | null = null;
  #recovering: Promise<void> | null = null;
  /** Writes of groups, and the last step of draining, run one at a time. */
  readonly #mutex = new Mutex();
  readonly #spool = new Spool(spoolFolder());

  /** @throws when the callback could neither be stored nor spooled */
  store(record: InboxRecord): Promise<Outcome> {
    return new Promise((settle, fail) => {
      this.#queue.push({ record, settle, fail });
      this.#writing ??= this.#writeQueue().finally(() => {
        this.#writing = null;
      });
    });
  }

  /** Drains what an earlier process left in the spool. */
  async resumeSpool(): Promise<void> {
    if (this.#state === "normal" && !(await this.#spool.isEmpty()))
      this.#becomeUnavailable();
  }

  async finish(): Promise<void> {
    await this.#writing;
    await this.#spool.close();
  }

  async #writeQueue(): Promise<void> {
    // Without waiting for more: the next group gathers meanwhile, and is the larger for it (bench ingest).
    while (this.#queue.length > 0)
      await this.#mutex.run(() =>
        this.#writeGroup(this.#queue.splice(0, MAX_GROUP)),
      );
  }

  async #writeGroup(group: Pending[]): Promise<void> {
    if (this.#state !== "normal") return this.#spoolGroup(group);
    try {
      const verdicts = await withTimeout(
        writeRecords(group.map(({ record }) => record)),
        WRITE_TIMEOUT_MS,
      );
      for (const { record, settle } of group)
        settle(verdicts.get(record.key) ?? "stored");
    } catch (error) {
      if (isUnavailable(error)) {
        log.warn(
          { err: error },
          "the database is unavailable: callbacks are spooled",
        );
        this.#becomeUnavailable();
        return this.#spoolGroup(group);
      }
      await this.#writeOneByOne(group, error);
    }
  }

  /** A record that the database rejects must not fail the others of its group. */
  async #writeOneByOne(group: Pending[], error: unknown): Promise<void> {
    const [only] = group;
    if (group.length === 1 && only) only.fail(error);
    else for (const pending of group) await this.#writeGroup([pending]);
  }

  async #spoolGroup(group: Pending[]): Promise<void> {
    try {
      await this.#spool.append(
        group.map(({ record }) => JSON.stringify(record)),
      );
      for (const { settle } of group) settle("spooled");
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  }

  #becomeUnavailable(): void {
    this.#state = "unavailable";
    this.#recovering ??= this.#recover().finally(() => {
      this.#recovering = null;
    });
  }

  async #recover(): Promise<void> {
    for (;;) {
      try {
        await withTimeout(db().execute(sql`select 1`), PROBE_TIMEOUT_MS);
        this.#state = "draining";
        await this.#drain();
        return;
      } catch (error) {
        this.#state = "unavailable";
        if (!isUnavailable(error))
          log.error({ err: error }, "the spool could not be drained yet");
        await pause(PROBE_INTERVAL_MS, undefined, { ref: false });
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
    } while (found > MAX_GROUP);
    // The rest under the mutex: no group may be spooled between the last record and the change of state.
    await this.#mutex.run(async () => {
      records += await this.#drainOnce();
      this.#state = "normal";
    });
    log.info(
      { records, ms: Math.round(performance.now() - begun) },
      "the spool is drained",
    );
  }

  async #drainOnce(): Promise<number> {
    const { records, torn } = await this.#spool.drain(async (lines) => {
      for (let at = 0; at < lines.length; at += MAX_GROUP)
        await this.#storeLines(lines.slice(at, at + MAX_GROUP));
    });
    if (torn > 0)
      log.warn({ bytes: torn }, "a record of the spool was cut short");
    return records;
  }

  /** Records that the database rejects are quarantined: they must not block the ones behind them. */
  async #storeLines(lines: string[]): Promise<void> {
    try {
      await writeRecords(lines.map((line) => JSON.parse(line) as InboxRecord));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const [only] = lines;
      if (lines.length > 1)
        for (const line of lines) await this.#storeLines([line]);
      else if (only !== undefined) {
        log.error({ err: error }, "a spooled callback was quarantined");
        await this.#spool.quarantine(only);
      }
    }
  }
}

/** @throws the same as the database's own time limits do, when the answer is late */
function withTimeout<Result>(
  answer: Promise<Result>,
  ms: number,
): Promise<Result> {
  return new Promise((done, fail) => {
    // A late answer is ignored: what was written after all is written once more, and found to exist.
    const late = setTimeout(
      () => fail(new Error("timeout: the database does not answer")),
      ms,
    ).unref();
    answer.then(done, fail).finally(() => clearTimeout(late));
  });
}

/** One store in a process keeps one order. */
const callbackStore = () =>
  processSingleton("callback store", () => new CallbackStore());

/**
 * Stores a callback once. When this resolves, it is in the database, or on the disk while the database is unavailable.
 * @throws when it could be kept in neither: then it must not be acknowledged
 */
export function storeCallback(record: InboxRecord): Promise<Outcome> {
  return callbackStore().store(record);
}

/** Drains what an earlier process left in the spool, in the background. */
export function resumeSpool(): Promise<void> {
  return callbackStore().resumeSpool();
}

/** Resolves when every callback that was received is stored or spooled; for an orderly stop. */
export function finishStoring(): Promise<void> {
  return callbackStore().finish();
}
