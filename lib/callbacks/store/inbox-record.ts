import { hash } from "node:crypto";
import { seal } from "#lib/base/secrets/index.ts";

/** A verified callback as the inbox and the spool keep it, with its body sealed. */
export interface InboxRecord {
  /** The same for all copies of the callback. */
  key: string;
  channel: "event" | "message" | "receipt";
  componentAppid: string;
  appid: string | null;
  name: string;
  /** Epoch seconds. */
  createTime: number;
  bodySealed: string;
  /** No handler has to run. */
  settled: boolean;
  /** The gh_… that the callback names as its account; null when that has been checked already, or there is none. */
  userName: string | null;
  /** Milliseconds since the epoch, by the clock of the process that received it. */
  receivedMs: number;
}

/**
 * Seals the body of a callback.
 * @param body.identity what two copies of the callback have in common, whichever way they came
 */
export function inboxRecord(
  fields: Omit<InboxRecord, "key" | "bodySealed" | "receivedMs">,
  body: { plaintext: string; identity: unknown[] },
): InboxRecord {
  const key = hash("sha256", JSON.stringify(body.identity));
  return {
    ...fields,
    name: fields.name.slice(0, 100),
    key,
    bodySealed: seal(body.plaintext, {
      table: "inbox",
      column: "body_sealed",
      row: key,
    }),
    receivedMs: Date.now(),
  };
}
