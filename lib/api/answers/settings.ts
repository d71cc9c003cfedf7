import { z } from "zod";
import { scopes } from "#lib/access/index.ts";
import { named, pageOf, time } from "./shapes.ts";

export const webhooks = z.object({
  items: z.array(
    named(
      "Webhook",
      z.object({
        id: z.string(),
        url: z.string(),
        description: z.string(),
        events: z.array(z.string()),
        disabled: z.boolean(),
        previousSecretUntil: time.nullable(),
        createdAt: time,
        pending: z.number(),
        failed: z.number(),
        lastDeliveredAt: time.nullable(),
      }),
    ),
  ),
  nextCursor: z.null(),
});
export const newWebhook = z.object({ id: z.string(), secret: z.string() });
export const webhookSecret = z.object({ secret: z.string() });
export const deliveryPage = pageOf(
  named(
    "WebhookDelivery",
    z.object({
      id: z.string(),
      messageId: z.string(),
      type: z.string(),
      appid: z.string().nullable(),
      payload: z.string(),
      state: z.enum(["pending", "delivered", "failed"]),
      attempts: z.number(),
      nextAttemptAt: time.nullable(),
      responseStatus: z.number().nullable(),
      errorKey: z.string().nullable(),
      createdAt: time,
      finishedAt: time.nullable(),
    }),
  ),
);

export const apiKeyPage = pageOf(
  named(
    "ApiKey",
    z.object({
      id: z.string(),
      name: z.string(),
      prefix: z.string(),
      state: z.enum(["living", "expired", "revoked"]),
      scopes: z.array(z.enum(scopes)),
      accounts: z
        .array(z.object({ appid: z.string(), name: z.string().nullable() }))
        .nullable(),
      allow: z.array(z.string()),
      requestsPerMinute: z.number(),
      createdAt: time,
      createdBy: z.object({
        name: z.string(),
        state: z.enum(["able", "unable"]),
      }),
      expiresAt: time.nullable(),
      revokedAt: time.nullable(),
      lastUsed: z
        .object({ at: time, address: z.string().nullable() })
        .nullable(),
      lastRefused: z
        .object({
          at: time,
          address: z.string().nullable(),
          reason: z.enum(["expired", "revoked", "address"]),
        })
        .nullable(),
      previous: z.array(z.object({ prefix: z.string(), until: time })),
    }),
  ),
);
export const newApiKey = named(
  "NewApiKey",
  z.object({ id: z.string(), key: z.string() }),
);
