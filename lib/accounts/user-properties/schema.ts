import { z } from "zod";
import { knownText, named, pageShape, time } from "#lib/base/shapes.ts";
import { importActions, type PropertyOrigin, propertyTypes } from "./kinds.ts";

export const propertyShape = named(
  "UserProperty",
  z.object({
    id: z.string(),
    name: z.string(),
    displayName: z.string(),
    type: z.enum(propertyTypes),
    description: z.string(),
    source: knownText<PropertyOrigin>(),
    createdAt: time,
    updatedAt: time,
    /** No account can choose a retired property. */
    retiredAt: time.nullable(),
    /** Accounts that store their OpenIDs in it, by name, at most three. */
    usedBy: z.array(z.object({ appid: z.string(), name: z.string() })),
    usedByCount: z.number(),
  }),
);
/** A profile property that OpenIDs can be stored in. */
export type UserProperty = z.infer<typeof propertyShape>;

export const propertyPageShape = pageShape(propertyShape);

const importRowShape = z.object({
  line: z.number(),
  name: z.string(),
  displayName: z.string(),
  type: z.string(),
  description: z.string(),
  action: z.enum(importActions),
  problems: z.array(z.object({ field: z.string(), code: z.string() })),
});
/** The outcome of one imported row; an invalid row is skipped, with the reasons in `problems`. */
export type ImportRow = z.infer<typeof importRowShape>;

export const importResultShape = named(
  "ImportResult",
  z.object({
    rows: z.array(importRowShape),
    counts: z.object({
      create: z.number(),
      update: z.number(),
      restore: z.number(),
      same: z.number(),
      bad: z.number(),
    }),
    unknownColumns: z.array(z.string()),
    applied: z.boolean(),
  }),
);
/** The outcome or preview of an import. */
export type ImportResult = z.infer<typeof importResultShape>;

export const propertySourceShape = named(
  "UserPropertySource",
  z.object({
    address: z.string(),
    authorizationSet: z.boolean(),
    mapping: z.object({
      items: z.string(),
      name: z.string(),
      displayName: z.string(),
      type: z.string(),
      description: z.string(),
    }),
    lastSyncedAt: time.nullable(),
    /** Code of the last failure since then. */
    lastErrorKey: z.string().nullable(),
  }),
);
/** The source without secrets: the query of an address may contain a key. */
export type PropertySource = z.infer<typeof propertySourceShape>;

export const savedPropertySourceShape = z.object({
  source: propertySourceShape.nullable(),
});
