import { LRUCache } from "lru-cache";
import { and, eq, inArray, sql } from "drizzle-orm";
import { db, schema, ago, now } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { openForComponent, sealForComponent } from "./component.ts";

/** A ticket lives 12 hours and a new one comes every ten minutes (protocol 1.3). */
export const TICKET_HOURS = 12;
/** A newly configured platform receives its first ticket after ten minutes (protocol 1.3); later it is overdue. */
export const FIRST_TICKET_MINUTES = 15;
/** Minutes of silence after which the ten-minute rhythm counts as broken. */
export const TICKET_LATE_MINUTES = 25;

/** Under these keys a renewal of the component token failed for want of a ticket: a new one ends the pause. */
const WANTED_TICKET = ["61005", "61006", "ticket_missing"];

/**
 * Keeps the newest verify ticket, and the one before it until the newest has worked (protocol 1.3). A push that comes
 * late, after a newer one, changes nothing.
 */
export async function storeTicket(
  componentAppid: string,
  ticket: string,
  createTime: number,
): Promise<void> {
  const { components } = schema;
  await db().transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(components)
      .where(eq(components.componentAppid, componentAppid))
      .for("update");
    if (
      !row ||
      (row.ticketCreateTime !== null && row.ticketCreateTime > createTime)
    )
      return;
    const current = openForComponent(
      componentAppid,
      "ticket",
      row.ticketSealed,
    );
    await tx
      .update(components)
      .set({
        ticketSealed: sealForComponent(componentAppid, "ticket", ticket),
        ...(current === null || current === ticket
          ? {}
          : {
              previousTicketSealed: sealForComponent(
                componentAppid,
                "previous_ticket",
                current,
              ),
            }),
        ticketCreateTime: createTime,
        ticketReceivedAt: now,
        tokenRetryAt: sql`case when ${inArray(components.tokenErrorKey, WANTED_TICKET)} then null else ${components.tokenRetryAt} end`,
      })
      .where(eq(components.componentAppid, componentAppid));
  });
}

/** The tickets to ask for a component token with, newest first; empty when none is younger than 12 hours. */
export async function tickets(componentAppid: string): Promise<string[]> {
  const { components } = schema;
  const [row] = await db()
    .select({
      ticket: components.ticketSealed,
      previous: components.previousTicketSealed,
    })
    .from(components)
    .where(
      and(
        eq(components.componentAppid, componentAppid),
        sql`${components.ticketReceivedAt} > ${ago({ hours: TICKET_HOURS })}`,
      ),
    );
  if (!row) return [];
  return [
    openForComponent(componentAppid, "ticket", row.ticket),
    openForComponent(componentAppid, "previous_ticket", row.previous),
  ].filter((ticket) => ticket !== null);
}

/** The newest ticket has worked: the one before it is needed no longer. */
export async function forgetPreviousTicket(
  componentAppid: string,
): Promise<void> {
  await db()
    .update(schema.components)
    .set({ previousTicketSealed: null })
    .where(eq(schema.components.componentAppid, componentAppid));
}

/** Platforms whose callback was recorded in the last five seconds, so that a busy platform's row is written rarely. */
const recorded = new LRUCache<string, true>({ max: 50, ttl: 5_000 });

/** Records for the health card that a callback came; does not delay the answer. */
export function recordCallback(componentAppid: string, name: string): void {
  if (recorded.has(componentAppid)) return;
  recorded.set(componentAppid, true);
  const { components } = schema;
  void db()
    .update(components)
    .set({ lastCallbackAt: now, lastCallbackName: name })
    .where(eq(components.componentAppid, componentAppid))
    .catch((error: unknown) => {
      log.warn(
        { err: error, componentAppid },
        "the time of a callback could not be recorded",
      );
    });
}
