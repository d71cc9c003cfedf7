import { setTimeout as pause } from "node:timers/promises";

/** What the database said of a key, as long as that may be believed without asking again. */
export interface Remembered<Value> {
  /** At most `freshMs` old; older only while the database does not answer. null is never remembered. */
  get: (key: string) => Promise<Value | null>;
  /** As the database says it now, for one who cannot believe what is remembered. */
  again: (key: string) => Promise<Value | null>;
}

interface Entry<Value> {
  value: Value;
  readAt: number;
}

/** How long one waits for the database who has something to fall back upon. */
const PATIENCE_MS = 300;

/**
 * Remembers rows that every callback needs, for the moment and for as long as the database is away: a callback that can
 * be checked can be kept (lib/callbacks/store/spool.ts).
 * @param input.freshMs 0: remembered for the time of an outage only
 * @param input.most entries; the one that was read longest ago makes place
 */
export function remembered<Value>(input: {
  read: (key: string) => Promise<Value | null>;
  freshMs: number;
  most: number;
}): Remembered<Value> {
  const entries = new Map<string, Entry<Value>>();
  const asking = new Map<string, Promise<Value | null>>();

  const ask = (key: string) => {
    const under = asking.get(key);
    if (under) return under;
    const question = input
      .read(key)
      .then((value) => {
        entries.delete(key);
        if (value !== null) keep(key, value);
        return value;
      })
      .finally(() => asking.delete(key));
    asking.set(key, question);
    return question;
  };

  const keep = (key: string, value: Value) => {
    const oldest = entries.keys().next();
    if (entries.size >= input.most && !oldest.done)
      entries.delete(oldest.value);
    entries.set(key, { value, readAt: performance.now() });
  };

  const fromEntry = async (key: string, entry: Entry<Value>) => {
    const late = pause(PATIENCE_MS, "late" as const, { ref: false });
    const answer = await Promise.race([
      ask(key).catch(() => "failed" as const),
      late,
    ]);
    if (answer !== "late" && answer !== "failed") return answer;
    // Asked again in a while only, so that not every callback waits for a database that is away.
    entry.readAt = performance.now();
    return entry.value;
  };

  const older = (entry: Entry<Value>, ms: number) =>
    performance.now() - entry.readAt >= ms;
  const get = (key: string, freshMs: number) => {
    const entry = entries.get(key);
    if (!entry) return ask(key);
    return older(entry, freshMs)
      ? fromEntry(key, entry)
      : Promise.resolve(entry.value);
  };
  return {
    get: (key) => get(key, input.freshMs),
    again: (key) => get(key, -1),
  };
}
