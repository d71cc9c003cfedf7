import { z } from "zod";
import { named, pageOf, time } from "./shapes.ts";

const kind = z.enum(["service", "subscription", "mini_program"]);

const scene = z.object({
  id: z.enum([
    "mass_send",
    "template_message",
    "active_48h",
    "subscribe_message",
    "reply_keyword",
    "reply_follow",
    "reply_message",
    "qr_channel",
    "qr_fission",
  ]),
  works: z.boolean(),
  obstacles: z.array(
    z.union([
      z.object({
        id: z.enum([
          "unauthorized",
          "service_only",
          "unverified",
          "openid",
          "send_config",
        ]),
      }),
      z.object({ id: z.literal("sets"), sets: z.array(z.number()) }),
    ]),
  ),
});

const accountFields = {
  appid: z.string(),
  type: z.enum(["official_account", "mini_program"]),
  kind,
  name: z.string(),
  avatarUrl: z.string().nullable(),
  principal: z.string(),
  verified: z.boolean(),
  status: z.enum(["disabled", "enabled", "deauthorized"]),
  statusReason: z.string().nullable(),
  permissionSets: z.array(z.number()),
  missingSets: z.array(z.number()),
  openidProperty: z
    .object({ id: z.string(), name: z.string(), displayName: z.string() })
    .nullable(),
  readiness: z.object({
    ready: z.boolean(),
    checks: z.array(
      z.object({
        id: z.enum(["verified", "minimum_sets", "openid"]),
        ok: z.boolean(),
      }),
    ),
  }),
  scenes: z.array(scene),
  authorizedAt: time,
};

export const account = named("Account", z.object(accountFields));
export const accountPage = pageOf(account);

export const accountDetail = named(
  "AccountDetail",
  z.object({
    ...accountFields,
    verifyType: z.number(),
    serviceType: z.number(),
    userName: z.string(),
    alias: z.string(),
    signature: z.string(),
    accountStatus: z.number().nullable(),
    categories: z.array(z.object({ first: z.string(), second: z.string() })),
    infoFetchedAt: time.nullable(),
    deauthorizedAt: time.nullable(),
    token: z.object({
      state: z.enum(["living", "expired", "none"]),
      expiresAt: time.nullable(),
      refreshedAt: time.nullable(),
      lastError: z.object({ at: time, key: z.string() }).nullable(),
    }),
    authorizations: z.array(
      z.object({
        id: z.string(),
        at: time,
        kind: z.enum(["authorized", "updated", "unauthorized"]),
        source: z.enum(["scan", "push", "sync"]),
        gained: z.array(z.number()),
        lost: z.array(z.number()),
        label: z.string().nullable(),
      }),
    ),
    events: z.array(
      z.object({
        id: z.string(),
        at: time,
        channel: z.enum(["event", "message", "receipt"]),
        name: z.string(),
        state: z.enum(["pending", "done", "failed"]),
      }),
    ),
  }),
);

export const bulkResults = z.object({
  results: z.array(
    z.object({
      appid: z.string(),
      ok: z.boolean(),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

export const openidChoicePage = pageOf(
  z.object({
    id: z.string(),
    name: z.string(),
    displayName: z.string(),
    description: z.string(),
    usedBy: z.array(z.object({ appid: z.string(), name: z.string() })),
  }),
);

const deletionCounts = named(
  "DeletionCounts",
  z.object({
    authorizations: z.number(),
    events: z.number(),
    links: z.number(),
    quotaResets: z.number(),
    receipts: z.number(),
    openidProperty: z.number(),
  }),
);
export const deletionPreview = z.object({
  name: z.string(),
  deletable: z.boolean(),
  counts: deletionCounts,
});
export const deletion = z.object({ removed: deletionCounts });

export const accessToken = named(
  "AccessToken",
  z.object({
    accessToken: z.string(),
    expiresAt: time,
    source: z.enum(["component", "app_secret", "url"]),
  }),
);
export const rejection = z.object({ renewed: z.boolean() });

const use = z.object({
  path: z.string(),
  used: z.number(),
  limit: z.number(),
});
export const quotaToday = z.object({
  interfaces: z.array(
    z.union([
      z.object({
        path: z.string(),
        dailyLimit: z.number(),
        used: z.number(),
        remain: z.number(),
      }),
      z.object({ path: z.string(), errorKey: z.string() }),
    ]),
  ),
});
export const quotaResetPage = z.object({
  limit: z.number(),
  remaining: z.number(),
  unknown: z.number(),
  renewsAt: time,
  ...pageOf(
    z.object({
      id: z.string(),
      at: time,
      by: z.string(),
      outcome: z.enum(["pending", "done", "refused", "unknown"]),
      errorKey: z.string().nullable(),
      before: z.array(use).nullable(),
      after: z.array(use).nullable(),
    }),
  ).shape,
});
export const quotaReset = z.object({
  outcome: z.enum(["done", "refused", "unknown"]),
  remaining: z.number(),
  errorKey: z.string().nullable(),
  before: z.array(use).nullable(),
  after: z.array(use).nullable(),
});
