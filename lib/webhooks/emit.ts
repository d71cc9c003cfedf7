import { and, arrayContains, eq, isNull, or } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import type { WebhookEvent } from "./kinds.ts";

const { webhookDeliveries, webhookEndpoints } = schema;

/**
 * Queues an event for every endpoint that subscribes to it, in the transaction of the change: a rolled-back change sends
 * nothing, and a committed one cannot be lost.
 * @param data the event's data besides the AppID
 */
export async function emit(
  tx: Transaction,
  type: WebhookEvent,
  appid: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const endpoints = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(
      and(
        isNull(webhookEndpoints.disabledAt),
        or(
          eq(webhookEndpoints.events, []),
          arrayContains(webhookEndpoints.events, [type]),
        ),
      ),
    );
  await addDeliveries(
    tx,
    endpoints.map(({ id }) => id),
    type,
    appid,
    { appid, ...data },
  );
}

/** Queues one event for the given endpoints. */
export async function addDeliveries(
  tx: Transaction,
  endpointIds: string[],
  type: string,
  appid: string | null,
  data: Record<string, unknown>,
): Promise<void> {
  if (endpointIds.length === 0) return;
  const messageId = `msg_${randomUUID().replaceAll("-", "")}`;
  const payload = JSON.stringify({
    type,
    timestamp: new Date().toISOString(),
    data,
  });
  await tx.insert(webhookDeliveries).values(
    endpointIds.map((endpointId) => ({
      endpointId,
      messageId,
      type,
      appid,
      payload,
    })),
  );
}
