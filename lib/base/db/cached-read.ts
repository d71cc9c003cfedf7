import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";

/** Rows of the database by key, cached. */
export interface CachedRead<Value> {
  /** At most `freshMs` old; older only while the database does not answer. null is never cached. */
  get: (key: string) => Promise<Value | null>;
  /** Reads the database, for a caller that has reason to doubt the cached value. */
  refresh: (key: string) => Promise<Value | null>;
}

interface CacheEntry<Value> {
  value: Value;
  readAt: number;
}

/** How long a caller waits for the database when there is a cached value to return. */
const READ_TIMEOUT_MS = 300;

/**
 * Caches rows that every callback needs, briefly, and for as long as the database is unavailable: a callback that can be
 * verified can be spooled (lib/callbacks/store/spool.ts).
 * @param input.freshMs 0: the cached value is returned only while the database is unavailable
 * @param input.max entries; the least recently used one is dropped
 */
export function cachedRead<Value>(input: {
  read: (key: string) => Promise<Value | null>;
  freshMs: number;
  max: number;
}): CachedRead<Value> {
  const entries = new LRUCache<string, CacheEntry<Value>>({ max: input.max });
  const reading = new Map<string, Promise<Value | null>>();

  /** Concurrent callers share one statement. */
  const read = (key: string) => {
    const running = reading.get(key);
    if (running) return running;
    const started = input
      .read(key)
      .then((value) => {
        if (value === null) entries.delete(key);
        else entries.set(key, { value, readAt: performance.now() });
        return value;
      })
      .finally(() => reading.delete(key));
    reading.set(key, started);
    return started;
  };

  const readOrCached = async (key: string, entry: CacheEntry<Value>) => {
    const answer = await Promise.race([
      read(key).catch(() => "failed" as const),
      pause(READ_TIMEOUT_MS, "late" as const, { ref: false }),
    ]);
    if (answer !== "late" && answer !== "failed") return answer;
    // Counts as just read, so that not every callback waits for the unavailable database.
    entry.readAt = performance.now();
    return entry.value;
  };

  const get = (key: string, freshMs: number) => {
    const entry = entries.get(key);
    if (!entry) return read(key);
    return performance.now() - entry.readAt >= freshMs
      ? readOrCached(key, entry)
      : Promise.resolve(entry.value);
  };
  return {
    get: (key) => get(key, input.freshMs),
    refresh: (key) => get(key, -1),
  };
}
