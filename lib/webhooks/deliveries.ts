import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { authorize, type UserActor } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import { clearBackoff, isUuid, lockEndpoint } from "./endpoint-row.ts";
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
 * The delivery log of an endpoint, newest first.
 * @throws {AccessError} `forbidden`
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
  // Cursors have milliseconds, so the order must not be finer.
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
  return { items: items.map(deliveryOf), nextCursor };
}

function deliveryOf(
  row: typeof webhookDeliveries.$inferSelect,
): WebhookDelivery {
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
 * Sends a delivery again, whatever its state, with a full set of retries.
 * @throws {AccessError} `forbidden`
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
    await clearBackoff(tx, delivery.endpointId);
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.redelivered",
      subject: delivery.endpointId,
      after: { messageId: delivery.messageId, type: delivery.type },
    });
  });
}

/**
 * Sends a test event to one endpoint, whichever events it subscribes to.
 * @throws {AccessError} `forbidden`
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
    await clearBackoff(tx, endpointId);
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
