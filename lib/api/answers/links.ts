import { z } from "zod";
import { named, pageOf, time } from "./shapes.ts";

const sceneId = z.string();

export const newLink = named(
  "NewAuthorizationLink",
  z.object({ token: z.string(), url: z.string(), expiresAt: time }),
);

export const link = named(
  "AuthorizationLink",
  z.object({
    token: z.string(),
    url: z.string(),
    kind: z.enum(["any", "official_account", "mini_program", "account"]),
    appid: z.string().nullable(),
    label: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: time,
    expiresAt: time,
    status: z.enum([
      "waiting",
      "opened",
      "authorizing",
      "done",
      "failed",
      "expired",
      "revoked",
    ]),
    reason: z
      .enum([
        "not_admin",
        "refused",
        "code_expired",
        "providers_full",
        "exclusive_held",
        "wrong_account",
        "wechat_error",
      ])
      .optional(),
    errorKey: z.string().optional(),
    account: z
      .object({
        appid: z.string(),
        name: z.string(),
        avatarUrl: z.string().nullable(),
        kind: z.enum(["service", "subscription", "mini_program"]),
        verified: z.boolean(),
        missingSets: z.array(z.number()),
      })
      .optional(),
    difference: z
      .object({
        gained: z.array(z.number()),
        lost: z.array(z.number()),
        began: z.array(sceneId),
        ceased: z.array(sceneId),
      })
      .optional(),
  }),
);
export const linkPage = pageOf(link);
