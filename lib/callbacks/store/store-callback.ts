import { type Outcome, callbackStore } from "./callback-store.ts";
import { inboxRecord, type NewCallback } from "./inbox-record.ts";

/**
 * Stores a callback once; it is in the database, or on the disk while the database is away, when this resolves.
 * @returns what became of it, and the key that all its copies share
 * @throws when it could be kept in neither: what is not kept is not acknowledged
 */
export async function storeCallback(
  callback: NewCallback,
): Promise<{ key: string; outcome: Outcome }> {
  const record = inboxRecord(callback);
  return { key: record.key, outcome: await callbackStore().store(record) };
}
