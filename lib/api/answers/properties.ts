import { z } from "zod";
import { named, pageOf, time } from "./shapes.ts";

export const property = named(
  "UserProperty",
  z.object({
    id: z.string(),
    name: z.string(),
    displayName: z.string(),
    type: z.enum(["text", "number", "date", "boolean"]),
    description: z.string(),
    source: z.string(),
    createdAt: time,
    updatedAt: time,
    retiredAt: time.nullable(),
    usedBy: z.array(z.object({ appid: z.string(), name: z.string() })),
    usedByCount: z.number(),
  }),
);
export const propertyPage = pageOf(property);

export const imported = named(
  "ImportResult",
  z.object({
    rows: z.array(
      z.object({
        line: z.number(),
        name: z.string(),
        displayName: z.string(),
        type: z.string(),
        description: z.string(),
        action: z.enum(["create", "update", "restore", "same", "bad"]),
        problems: z.array(z.object({ field: z.string(), code: z.string() })),
      }),
    ),
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

export const propertySource = named(
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
    lastErrorKey: z.string().nullable(),
  }),
);
export const keptPropertySource = z.object({
  source: propertySource.nullable(),
});
