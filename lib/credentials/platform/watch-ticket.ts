import { and, eq, isNull, or, sql } from "drizzle-orm";
import { audit } from "#lib/audit/index.ts";
import { db, schema, ago, now } from "#lib/base/db/index.ts";
import { startPushTicket } from "#lib/wechat/index.ts";
import { toComponent } from "./component.ts";
import { recordPlatformError } from "./record-platform-error.ts";
import { TICKET_LATE_MINUTES } from "./ticket.ts";

const { components } = schema;

/** The minimum time between two requests of all instances, whatever WeChat answers. */
const ASK_MINUTES = 10;

/**
 * Asks WeChat to push verify tickets again when they have stopped (protocol 1.4). Only the time of the last ticket decides,
 * so the next push ends this on all instances.
 */
export async function watchTicket(): Promise<void> {
  const [row] = await db()
    .update(components)
    .set({ pushAskedAt: now })
    .where(
      and(
        eq(components.active, true),
        sql`coalesce(${components.ticketReceivedAt}, ${components.createdAt}) < ${ago({ minutes: TICKET_LATE_MINUTES })}`,
        or(
          isNull(components.pushAskedAt),
          sql`${components.pushAskedAt} < ${ago({ minutes: ASK_MINUTES })}`,
        ),
      ),
    )
    .returning();
  if (!row) return;
  const { componentAppid, appSecret, origins } = toComponent(row);
  const entry = {
    actor: { kind: "system", name: "ticket-watch" },
    action: "platform.ticket_push_started",
    subject: componentAppid,
  } as const;
  try {
    const after = await startPushTicket({
      apiOrigin: origins.api,
      componentAppid,
      appSecret,
    });
    await audit(db(), { ...entry, after });
  } catch (error) {
    await recordPlatformError(componentAppid, error);
    await audit(db(), { ...entry, outcome: "failed" });
  }
}
