import { z } from "zod";
import { accountKinds } from "#lib/accounts/kinds.ts";
import type { SceneId } from "#lib/accounts/permissions/kinds.ts";
import { knownText, named, pageShape, time } from "#lib/base/shapes.ts";
import { linkKinds, linkReasons, linkStatuses } from "./kinds.ts";

export const newLinkShape = named(
  "NewAuthorizationLink",
  z.object({ token: z.string(), url: z.string(), expiresAt: time }),
);
/** A link just made. */
export type NewLink = z.infer<typeof newLinkShape>;

const differenceShape = z.object({
  gained: z.array(z.number()),
  lost: z.array(z.number()),
  /** Operation scenes that began and that ceased to work. */
  began: z.array(knownText<SceneId>()),
  ceased: z.array(knownText<SceneId>()),
});
/** What an authorization changed for the account, and for what can be done with it. */
export type LinkDifference = z.infer<typeof differenceShape>;

export const linkShape = named(
  "AuthorizationLink",
  z.object({
    token: z.string(),
    url: z.string(),
    kind: z.enum(linkKinds),
    appid: z.string().nullable(),
    label: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: time,
    expiresAt: time,
    status: z.enum(linkStatuses),
    reason: z.enum(linkReasons).optional(),
    /** `wechatErrors` key, when WeChat itself gave the reason. */
    errorKey: z.string().optional(),
    account: z
      .object({
        appid: z.string(),
        name: z.string(),
        avatarUrl: z.string().nullable(),
        kind: z.enum(accountKinds),
        verified: z.boolean(),
        missingSets: z.array(z.number()),
      })
      .optional(),
    /** Of a link that is done. */
    difference: differenceShape.optional(),
  }),
);
/** A link as the operator sees it. */
export type LinkView = z.infer<typeof linkShape>;

export const linkPageShape = pageShape(linkShape);

export const syncResultShape = z.object({
  /** Accounts in WeChat's list. */
  found: z.number(),
  added: z.number(),
  /** Accounts whose refresh token was lost or another one. */
  mended: z.number(),
  deauthorized: z.number(),
});
/** How the accounts differed from WeChat's list, all of which is repaired. */
export type SyncResult = z.infer<typeof syncResultShape>;
