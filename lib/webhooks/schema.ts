import { z } from "zod";
import { listShape, named, pageShape, time } from "#lib/base/shapes.ts";
import { deliveryStates } from "./kinds.ts";

const endpointShape = named(
  "Webhook",
  z.object({
    id: z.string(),
    /** Without its query, which may hold a key. */
    url: z.string(),
    description: z.string(),
    /** All types when empty. */
    events: z.array(z.string()),
    disabled: z.boolean(),
    /** Until when the secret before the last rotation signs, too. */
    previousSecretUntil: time.nullable(),
    createdAt: time,
    /** Deliveries that wait for their next attempt. */
    pending: z.number(),
    /** Of the last day. */
    failed: z.number(),
    lastDeliveredAt: time.nullable(),
  }),
);
/** An endpoint that receives events, without its secrets. */
export type WebhookEndpoint = z.infer<typeof endpointShape>;

export const endpointListShape = listShape(endpointShape);

export const newEndpointShape = z.object({
  id: z.string(),
  secret: z.string(),
});
export const endpointSecretShape = z.object({ secret: z.string() });

const deliveryShape = named(
  "WebhookDelivery",
  z.object({
    id: z.string(),
    messageId: z.string(),
    type: z.string(),
    appid: z.string().nullable(),
    payload: z.string(),
    state: z.enum(deliveryStates),
    attempts: z.number(),
    nextAttemptAt: time.nullable(),
    responseStatus: z.number().nullable(),
    /** Code of the last failure, a key of `api`. */
    errorKey: z.string().nullable(),
    createdAt: time,
    finishedAt: time.nullable(),
  }),
);
/** One event on its way to an endpoint, or arrived. */
export type WebhookDelivery = z.infer<typeof deliveryShape>;

export const deliveryPageShape = pageShape(deliveryShape);
