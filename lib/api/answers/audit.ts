import { z } from "zod";
import { named, pageOf, time } from "./shapes.ts";

export const auditPage = pageOf(
  named(
    "AuditEntry",
    z.object({
      id: z.string(),
      at: time,
      actor: z.object({
        kind: z.string(),
        id: z.string().nullable(),
        name: z.string(),
      }),
      action: z.string(),
      subject: z
        .object({
          id: z.string(),
          name: z.string().nullable(),
        })
        .nullable(),
      outcome: z.enum(["done", "denied", "failed"]),
      address: z.string().nullable(),
      requestId: z.string().nullable(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
);

export const retention = z.object({
  items: z.array(
    named(
      "Retention",
      z.object({
        kind: z.enum([
          "callbacks",
          "callbackBodies",
          "receipts",
          "auditLog",
          "webhookDeliveries",
          "sessions",
          "links",
          "idempotencyKeys",
        ]),
        days: z.number(),
        source: z.enum(["console", "environment", "default"]),
        default: z.object({
          days: z.number(),
          variable: z.string().nullable(),
        }),
        least: z.number(),
        most: z.number(),
        set: z.object({ by: z.string(), at: time }).nullable(),
      }),
    ),
  ),
  nextCursor: z.null(),
});
