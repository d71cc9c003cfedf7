import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { authorize, type UserActor } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import { isUuid, letGo, lockEndpoint } from "./endpoint-row.ts";
import { addDeliveries } from "./emit.ts";
import { TEST_EVENT } from "./kinds.ts";
import { WebhookError } from "./webhook-error.ts";
import type { WebhookDelivery } from "./schema.ts";
import { deliveryStates } from "./kinds.ts";

const { webhookDeliveries } = schema;

/** What `GET /webhooks/{id}/deliveries` takes. */
export const deliveryQuery = z.strictObject({
  state: z.enum(deliveryStates).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * The log of an address, newest first.
 * @throws {AuthError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function deliveryList(
  actor: UserActor,
  endpointId: string,
  input: z.input<typeof deliveryQuery>,
): Promise<{ items: WebhookDelivery[]; nextCursor: string | null }> {
  authorize(actor, "webhooks.read");
  const { state, cursor, limit } = deliveryQuery.parse(input);
  if (!isUuid(endpointId)) throw new WebhookError("webhook_unknown");
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  // Cursors count in milliseconds, so does the order.
  const created = sql`date_trunc('milliseconds', ${webhookDeliveries.createdAt})`;
  const rows = await db()
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        state && eq(webhookDeliveries.state, state),
        from
          ? sql`(${created}, ${webhookDeliveries.id}) < (${from[0]}::timestamptz, ${from[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(sql`${created} desc`, sql`${webhookDeliveries.id} desc`)
    .limit(limit + 1);
  const { items, nextCursor } = pageOf(rows, limit, (row) => [
    row.createdAt.toISOString(),
    row.id,
  ]);
  return { items: items.map(shown), nextCursor };
}

function shown(row: typeof webhookDeliveries.$inferSelect): WebhookDelivery {
  const { id, messageId, type, appid, payload, state, attempts } = row;
  return {
    id,
    messageId,
    type,
    appid,
    payload,
    state,
    attempts,
    nextAttemptAt: state === "pending" ? row.nextAttemptAt.toISOString() : null,
    responseStatus: row.responseStatus,
    errorKey: row.errorKey,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/**
 * Sends an event once more, whatever became of it, and as many times as at first if that fails.
 * @throws {AuthError} `forbidden`
 * @throws {WebhookError} `webhook_delivery_unknown`
 */
export async function redeliver(actor: UserActor, id: string): Promise<void> {
  authorize(actor, "webhooks.manage");
  if (!isUuid(id)) throw new WebhookError("webhook_delivery_unknown");
  await db().transaction(async (tx) => {
    const [delivery] = await tx
      .update(webhookDeliveries)
      .set({
        state: "pending",
        attempts: 0,
        nextAttemptAt: sql`clock_timestamp()`,
        leaseUntil: null,
        finishedAt: null,
      })
      .where(eq(webhookDeliveries.id, id))
      .returning();
    if (!delivery) throw new WebhookError("webhook_delivery_unknown");
    await letGo(tx, delivery.endpointId);
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.redelivered",
      subject: delivery.endpointId,
      after: { messageId: delivery.messageId, type: delivery.type },
    });
  });
}

/**
 * Sends a test event to one address, whatever events it wants.
 * @throws {AuthError} `forbidden`
 * @throws {WebhookError} `webhook_unknown`, `webhook_disabled`
 */
export async function sendTestEvent(
  actor: UserActor,
  endpointId: string,
): Promise<void> {
  authorize(actor, "webhooks.manage");
  await db().transaction(async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId);
    if (disabledAt) throw new WebhookError("webhook_disabled");
    await letGo(tx, endpointId);
    await addDeliveries(tx, [endpointId], TEST_EVENT, null, {
      by: actor.name,
    });
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.test_sent",
      subject: endpointId,
    });
  });
}
