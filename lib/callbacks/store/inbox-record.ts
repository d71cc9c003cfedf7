import { hash } from "node:crypto";
import { seal } from "#lib/base/secrets/index.ts";

/** A callback that was found good. */
export interface NewCallback {
  channel: "event" | "message" | "receipt";
  componentAppid: string;
  appid: string | null;
  name: string;
  /** Epoch seconds. */
  createTime: number;
  plaintext: string;
  /** What two copies of it have in common, however they came. */
  identity: string;
  /** Nothing is left to do once it is stored. */
  settled: boolean;
  /** gh_… that it names as its account; null when that has been compared already. */
  userName: string | null;
}

/** A callback as it is kept, in the inbox or in the spool: what it says is sealed. */
export interface InboxRecord extends Omit<
  NewCallback,
  "plaintext" | "identity"
> {
  key: string;
  bodySealed: string;
  /** Milliseconds since the epoch, by the clock of the process that took it in. */
  receivedMs: number;
}

/** Seals a callback under the key that all its copies share. */
export function inboxRecord(callback: NewCallback): InboxRecord {
  const { plaintext, identity, ...rest } = callback;
  const key = hash("sha256", identity);
  return {
    ...rest,
    name: callback.name.slice(0, 100),
    key,
    bodySealed: seal(plaintext, {
      table: "inbox",
      column: "body_sealed",
      row: key,
    }),
    receivedMs: Date.now(),
  };
}
