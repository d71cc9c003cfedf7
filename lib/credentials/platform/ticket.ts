import { LRUCache } from "lru-cache";
import { and, eq, inArray, sql } from "drizzle-orm";
import { db, schema, ago, now } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { openForComponent, sealForComponent } from "./component.ts";

/** A ticket is valid for 12 hours; a new one comes every ten minutes (protocol 1.3). */
export const TICKET_HOURS = 12;
/** After this time the first ticket of a new platform is overdue; it should come within ten minutes (protocol 1.3). */
export const FIRST_TICKET_MINUTES = 15;
/** Minutes without a ticket after which the push counts as stopped. */
export const TICKET_LATE_MINUTES = 25;

/** Errors of the component token that a new ticket resolves: it ends their pause. */
const WANTED_TICKET = ["61005", "61006", "ticket_missing"];

/**
 * Stores a verify ticket, and keeps the previous one until the new one has worked (protocol 1.3). A push older than the
 * stored ticket is ignored.
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

/** The tickets to request a component token with, newest first; empty when none is younger than 12 hours. */
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

/** Drops the previous ticket after the newest has worked. */
export async function forgetPreviousTicket(
  componentAppid: string,
): Promise<void> {
  await db()
    .update(schema.components)
    .set({ previousTicketSealed: null })
    .where(eq(schema.components.componentAppid, componentAppid));
}

/** Platforms whose callback was recorded in the last five seconds, which limits the writes to a busy platform's row. */
const recorded = new LRUCache<string, true>({ max: 50, ttl: 5_000 });

/** Records the time of a callback for the health card, without delaying the answer. */
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
