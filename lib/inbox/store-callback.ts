import { createHash } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { holdAccount } from "#lib/accounts/index.ts";
import { db, schema, type Transaction } from "#lib/db/index.ts";
import { seal } from "#lib/secrets/index.ts";

const { inbox } = schema;

/** The events that a deleted account can come back by. */
const BEGINNINGS = ["authorized", "updateauthorized"];
/**
 * Events that look the same when they are told twice within a second: what comes again may be a copy or the same thing
 * done again, and is processed again, which changes nothing if it was a copy (lib/authorization/event-order.ts).
 */
const REPEATABLE = [...BEGINNINGS, "unauthorized"];

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
}

/**
 * Stores a callback once.
 * @returns its key; null when it is about an account that was deleted, of which no row must come back: it is
 * acknowledged, as there is nobody left whom it concerns
 */
export async function storeCallback(
  callback: NewCallback,
): Promise<string | null> {
  const key = createHash("sha256").update(callback.identity).digest("hex");
  return db().transaction(async (tx) => {
    if (
      callback.appid !== null &&
      !(await concerns(tx, callback.appid, callback))
    )
      return null;
    await tx
      .insert(inbox)
      .values({
        key,
        eventTime: new Date(callback.createTime * 1000),
        componentAppid: callback.componentAppid,
        appid: callback.appid,
        channel: callback.channel,
        name: callback.name.slice(0, 100),
        bodySealed: seal(callback.plaintext, {
          table: "inbox",
          column: "body_sealed",
          row: key,
        }),
        state: callback.settled ? "done" : "pending",
      })
      .onConflictDoUpdate({
        target: [inbox.key, inbox.eventTime],
        set: { state: "pending", attempts: 0, leaseUntil: null },
        setWhere: and(eq(inbox.state, "done"), inArray(inbox.name, REPEATABLE)),
      });
    return key;
  });
}

/** Whether there is still, or again, an account for the callback; held until it is stored. */
async function concerns(
  tx: Transaction,
  appid: string,
  { name, createTime }: NewCallback,
): Promise<boolean> {
  const deleted = await holdAccount(tx, appid);
  return !deleted || (BEGINNINGS.includes(name) && createTime >= deleted.time);
}
