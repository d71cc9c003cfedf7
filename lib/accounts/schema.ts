import { z } from "zod";
import { readinessShape, sceneShape } from "#lib/accounts/permissions/index.ts";
import { eventChannels, eventStates } from "#lib/base/db/kinds.ts";
import { named, pageShape, time } from "#lib/base/shapes.ts";
import {
  accountKinds,
  accountStatuses,
  accountTypes,
  authorizationChanges,
  authorizationSources,
  tokenStates,
} from "./kinds.ts";

const accountFields = {
  appid: z.string(),
  type: z.enum(accountTypes),
  kind: z.enum(accountKinds),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  principal: z.string(),
  verified: z.boolean(),
  status: z.enum(accountStatuses),
  statusReason: z.string().nullable(),
  permissionSets: z.array(z.number()),
  missingSets: z.array(z.number()),
  openidProperty: z
    .object({ id: z.string(), name: z.string(), displayName: z.string() })
    .nullable(),
  readiness: readinessShape,
  /** The operation scenes of this type of account. */
  scenes: z.array(sceneShape),
  authorizedAt: time,
};

export const accountShape = named("Account", z.object(accountFields));
/** An account in lists and in the API. */
export type AccountSummary = z.infer<typeof accountShape>;

export const accountPageShape = pageShape(accountShape);
export type AccountPage = z.infer<typeof accountPageShape>;

export const accountDetailShape = named(
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
      state: z.enum(tokenStates),
      expiresAt: time.nullable(),
      refreshedAt: time.nullable(),
      lastError: z.object({ at: time, key: z.string() }).nullable(),
    }),
    /** Newest first, 50 at most. */
    authorizations: z.array(
      z.object({
        id: z.string(),
        at: time,
        kind: z.enum(authorizationChanges),
        source: z.enum(authorizationSources),
        gained: z.array(z.number()),
        lost: z.array(z.number()),
        label: z.string().nullable(),
      }),
    ),
    /** Newest first, 20 at most. */
    events: z.array(
      z.object({
        id: z.string(),
        at: time,
        channel: z.enum(eventChannels),
        name: z.string(),
        state: z.enum(eventStates),
      }),
    ),
  }),
);
/** The content of an account's detail page. */
export type AccountDetail = z.infer<typeof accountDetailShape>;
export type AuthorizationChange = AccountDetail["authorizations"][number];
export type AccountEvent = AccountDetail["events"][number];

export const bulkResultsShape = z.object({
  results: z.array(
    z.object({
      appid: z.string(),
      ok: z.boolean(),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

const openidChoiceShape = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  /** Other accounts that store their OpenIDs in it. */
  usedBy: z.array(z.object({ appid: z.string(), name: z.string() })),
});
/** A profile property that can hold an account's OpenIDs. */
export type OpenidChoice = z.infer<typeof openidChoiceShape>;

export const openidChoicePageShape = pageShape(openidChoiceShape);

const deletionCountsShape = named(
  "DeletionCounts",
  z.object({
    /** Entries of the authorization history. */
    authorizations: z.number(),
    /** Events and messages from WeChat. */
    events: z.number(),
    /** Authorization links that were bound to the account or connected it. */
    links: z.number(),
    quotaResets: z.number(),
    /** Receipts of subscribe messages. */
    receipts: z.number(),
    /** 1 when a property was set. */
    openidProperty: z.number(),
  }),
);
/** What a deletion destroys or has destroyed. */
export type DeletionCounts = z.infer<typeof deletionCountsShape>;

export const deletionPreviewShape = z.object({
  name: z.string(),
  deletable: z.boolean(),
  counts: deletionCountsShape,
});
export const deletionShape = z.object({ removed: deletionCountsShape });
