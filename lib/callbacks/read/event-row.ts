import { and, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import { schema } from "#lib/base/db/index.ts";
import { cursorOf, readCursor } from "#lib/base/paging.ts";
import { EventError } from "./event-error.ts";
import type { CallbackEvent } from "./schema.ts";

const { inbox } = schema;

/** What of a row is shown: never the sealed body. */
export const shownColumns = {
  key: inbox.key,
  eventTime: inbox.eventTime,
  channel: inbox.channel,
  name: inbox.name,
  appid: inbox.appid,
  receivedAt: inbox.receivedAt,
  state: inbox.state,
  attempts: inbox.attempts,
  nextAttemptAt: inbox.nextAttemptAt,
  errorKey: inbox.errorKey,
};
type ShownRow = Pick<typeof inbox.$inferSelect, keyof typeof shownColumns>;

/** A row as lists show it. */
export function shownEvent(
  row: ShownRow,
  accountName: string | null,
): CallbackEvent {
  const { channel, name, appid, state, attempts, errorKey } = row;
  return {
    id: cursorOf([row.key, row.eventTime.getTime()]),
    channel,
    name,
    account: appid === null ? null : { appid, name: accountName },
    receivedAt: row.receivedAt.toISOString(),
    state,
    attempts,
    nextAttemptAt: state === "pending" ? row.nextAttemptAt.toISOString() : null,
    errorKey,
  };
}

const idShape = z.tuple([
  z.string().regex(/^[\w-]{1,100}$/),
  z.number().int().min(0).max(1e13),
]);

/**
 * The row of an id, read by its primary key.
 * @throws {EventError} `event_unknown` when it is no id at all
 */
export function eventAt(componentAppid: string, id: string): SQL | undefined {
  const [key, eventTime] = readId(id);
  return and(
    eq(inbox.key, key),
    eq(inbox.eventTime, new Date(eventTime)),
    eq(inbox.componentAppid, componentAppid),
  );
}

function readId(id: string): z.infer<typeof idShape> {
  try {
    return readCursor(id, idShape);
  } catch (cause) {
    throw new EventError("event_unknown", { cause });
  }
}
