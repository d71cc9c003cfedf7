import { z } from "zod";
import { named, time } from "./shapes.ts";

const kept = z.object({ set: z.boolean() });

export const platform = named(
  "Platform",
  z.object({
    configured: z.boolean(),
    simulated: z.boolean(),
    source: z.enum(["console", "environment", "sandbox", "none"]),
    componentAppid: z.string().nullable(),
    displayName: z.string().nullable(),
    secrets: z.object({
      appSecret: kept,
      token: kept,
      encodingAesKey: kept,
      previousEncodingAesKey: z.object({ until: time }).nullable(),
    }),
    urls: z.object({
      events: z.string().nullable(),
      messages: z.string().nullable(),
      launchDomain: z.string(),
    }),
    sandboxOrigin: z.string().nullable(),
    health: z.object({
      ticket: z.object({
        state: z.enum(["never", "fresh", "late", "expired"]),
        receivedAt: time.nullable(),
        expiresAt: time.nullable(),
      }),
      componentToken: z.object({
        state: z.enum(["none", "living", "expired"]),
        expiresAt: time.nullable(),
      }),
      lastCallback: z.object({ at: time, name: z.string() }).nullable(),
      lastError: z
        .object({ at: time, key: z.string(), api: z.string() })
        .nullable(),
    }),
  }),
);

export const pushStarted = z.object({ restarted: z.boolean() });
export const synced = z.object({
  found: z.number(),
  added: z.number(),
  mended: z.number(),
  deauthorized: z.number(),
});

export const status = named(
  "Status",
  z.object({
    at: time,
    well: z.boolean(),
    problems: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        severity: z.enum(["danger", "warning"]),
        since: time,
        details: z.object({
          count: z.number(),
          key: z.string().nullable(),
          api: z.string().nullable(),
        }),
      }),
    ),
    facts: z.object({
      ticketReceivedAt: time.nullable(),
      platformTokenExpiresAt: time.nullable(),
      lastCallbackAt: time.nullable(),
      reconciliation: z
        .object({
          finishedAt: time,
          found: z.number(),
          added: z.number(),
          mended: z.number(),
          deauthorized: z.number(),
        })
        .nullable(),
    }),
  }),
);

const bilingual = { zh: z.string(), en: z.string() };
export const permissionSets = z.object({
  items: z.array(
    named(
      "PermissionSet",
      z.object({
        id: z.number(),
        type: z.enum([
          "official_account",
          "mini_program",
          "channels",
          "shop_talent",
        ]),
        ...bilingual,
        summaryZh: z.string(),
        summaryEn: z.string(),
        exclusive: z.boolean().nullable(),
        minimum: z.boolean(),
        agreement: z
          .object({ ...bilingual, url: z.string().nullable() })
          .nullable(),
        docUrl: z.string().nullable(),
        interfaces: z.array(
          z.object({
            ...bilingual,
            path: z.string().nullable(),
            inferred: z.boolean(),
          }),
        ),
        scenes: z.array(z.object(bilingual)),
        conflicts: z.object(bilingual).nullable(),
        inSeed: z.boolean(),
        source: z.object(bilingual).nullable(),
      }),
    ),
  ),
  nextCursor: z.null(),
});
