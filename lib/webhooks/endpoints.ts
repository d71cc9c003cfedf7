import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { readOutboundUrl, shownAddress } from "#lib/base/outbound/index.ts";
import {
  type EndpointRow,
  lockEndpoint,
  openForEndpoint,
  sealForEndpoint,
} from "./endpoint-row.ts";
import { webhookEvents } from "./kinds.ts";
import { newSecret } from "./sign.ts";
import type { WebhookEndpoint } from "./schema.ts";

const { webhookDeliveries, webhookEndpoints } = schema;

/** How long the previous secret keeps signing after a rotation. */
const ROTATION_HOURS = 24;

const events = z
  .array(z.enum(webhookEvents))
  .max(webhookEvents.length)
  .transform((list) => [...new Set(list)]);
const fields = {
  url: z.string().trim().min(1, { error: "required" }),
  description: z.string().trim().max(100, { error: "too_long" }).default(""),
  events: events.default([]),
};

/** What `POST /webhooks` takes. */
export const endpointInput = z.strictObject(fields);
/** What `PUT /webhooks/{id}` takes; a URL that is left out is kept. */
export const endpointChange = z.strictObject({
  ...fields,
  url: fields.url.optional(),
  disabled: z.boolean().default(false),
});

/**
 * All webhook endpoints.
 * @throws {AccessError} `forbidden`
 */
export async function webhookEndpointList(
  actor: UserActor,
): Promise<WebhookEndpoint[]> {
  authorize(actor, "webhooks.read");
  const rows = await db()
    .select({
      endpoint: webhookEndpoints,
      pending: sql<number>`(select count(*)::int from ${webhookDeliveries} d where d.endpoint_id = webhook_endpoints.id and d.state = 'pending')`,
      failed: sql<number>`(select count(*)::int from ${webhookDeliveries} d where d.endpoint_id = webhook_endpoints.id and d.state = 'failed' and d.created_at > now() - interval '1 day')`,
      lastDeliveredAt:
        sql<Date | null>`(select max(d.finished_at) from ${webhookDeliveries} d where d.endpoint_id = webhook_endpoints.id and d.state = 'delivered')`.mapWith(
          (at: string | null) => (at === null ? null : new Date(at)),
        ),
    })
    .from(webhookEndpoints)
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id));
  return rows.map(({ endpoint, pending, failed, lastDeliveredAt }) => ({
    ...endpointOf(endpoint),
    pending,
    failed,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
  }));
}

function endpointOf(
  row: EndpointRow,
): Omit<WebhookEndpoint, "pending" | "failed" | "lastDeliveredAt"> {
  const until = row.previousSecretUntil;
  return {
    id: row.id,
    url: shownAddress(openForEndpoint(row.id, "url", row.urlSealed)),
    description: row.description,
    events: row.events,
    disabled: row.disabledAt !== null,
    previousSecretUntil:
      until && until > new Date() ? until.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
  };
}

/**
 * Adds an endpoint.
 * @returns its signing secret, which cannot be read again
 * @throws {AccessError} `forbidden`
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export async function addEndpoint(
  actor: UserActor,
  input: z.infer<typeof endpointInput>,
): Promise<{ id: string; secret: string }> {
  authorize(actor, "webhooks.manage");
  const { url } = readOutboundUrl(input.url, env().OUTBOUND_ALLOW);
  const id = randomUUID();
  const secret = newSecret();
  await db().transaction(async (tx) => {
    await tx.insert(webhookEndpoints).values({
      id,
      urlSealed: sealForEndpoint(id, "url", url.href),
      description: input.description,
      events: input.events,
      secretSealed: sealForEndpoint(id, "secret", secret),
    });
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.added",
      subject: id,
      after: { origin: url.origin, events: input.events },
    });
  });
  return { id, secret };
}

/**
 * Changes, disables or enables an endpoint.
 * @throws {AccessError} `forbidden`
 * @throws {WebhookError} `webhook_unknown`
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export async function changeEndpoint(
  actor: UserActor,
  id: string,
  change: z.infer<typeof endpointChange>,
): Promise<void> {
  authorize(actor, "webhooks.manage");
  const target =
    change.url === undefined
      ? null
      : readOutboundUrl(change.url, env().OUTBOUND_ALLOW).url;
  await db().transaction(async (tx) => {
    const row = await lockEndpoint(tx, id);
    await tx
      .update(webhookEndpoints)
      .set({
        ...(target
          ? { urlSealed: sealForEndpoint(id, "url", target.href) }
          : {}),
        description: change.description,
        events: change.events,
        disabledAt: change.disabled
          ? (row.disabledAt ?? sql`clock_timestamp()`)
          : null,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(eq(webhookEndpoints.id, id));
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.changed",
      subject: id,
      after: {
        origin: target?.origin,
        events: change.events,
        disabled: change.disabled,
      },
    });
  });
}

/**
 * Gives an endpoint a new signing secret; the previous one keeps signing beside it for a day.
 * @returns the new secret, which cannot be read again
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 * @throws {WebhookError} `webhook_unknown`
 */
export async function rotateSecret(
  actor: UserActor,
  id: string,
): Promise<{ secret: string }> {
  authorize(actor, "webhooks.manage");
  await requireRecentSignIn(actor);
  const secret = newSecret();
  await db().transaction(async (tx) => {
    const row = await lockEndpoint(tx, id);
    const previous = openForEndpoint(id, "secret", row.secretSealed);
    await tx
      .update(webhookEndpoints)
      .set({
        secretSealed: sealForEndpoint(id, "secret", secret),
        previousSecretSealed: sealForEndpoint(id, "previous_secret", previous),
        previousSecretUntil: sql`clock_timestamp() + make_interval(hours => ${ROTATION_HOURS})`,
        updatedAt: sql`clock_timestamp()`,
      })
      .where(eq(webhookEndpoints.id, id));
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.secret_rotated",
      subject: id,
    });
  });
  return { secret };
}

/**
 * Removes an endpoint with its delivery log; pending deliveries are not sent.
 * @throws {AccessError} `forbidden`
 * @throws {WebhookError} `webhook_unknown`
 */
export async function removeEndpoint(
  actor: UserActor,
  id: string,
): Promise<void> {
  authorize(actor, "webhooks.manage");
  await db().transaction(async (tx) => {
    await lockEndpoint(tx, id);
    await tx
      .delete(webhookDeliveries)
      .where(eq(webhookDeliveries.endpointId, id));
    await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id));
    await audit(tx, {
      actor: auditActor(actor),
      action: "webhook.removed",
      subject: id,
    });
  });
}
