import { z } from "zod";
import { scopes } from "#lib/access/kinds.ts";
import { named, pageShape, time } from "#lib/base/shapes.ts";
import { creatorStates, keyRefusals, keyStates } from "./kinds.ts";

const apiKeyShape = named(
  "ApiKey",
  z.object({
    id: z.string(),
    name: z.string(),
    /** The beginning of its secret. */
    prefix: z.string(),
    state: z.enum(keyStates),
    scopes: z.array(z.enum(scopes)),
    /** null: all. `name` is null when the account no longer exists. */
    accounts: z
      .array(z.object({ appid: z.string(), name: z.string().nullable() }))
      .nullable(),
    allow: z.array(z.string()),
    requestsPerMinute: z.number(),
    createdAt: time,
    /** Its creator, and whether they may still create keys: the key stays valid without them (decision 030). */
    createdBy: z.object({ name: z.string(), state: z.enum(creatorStates) }),
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
    lastUsed: z.object({ at: time, address: z.string().nullable() }).nullable(),
    lastRefused: z
      .object({
        at: time,
        address: z.string().nullable(),
        reason: z.enum(keyRefusals),
      })
      .nullable(),
    /** Replaced secrets that are still valid. */
    previous: z.array(z.object({ prefix: z.string(), until: time })),
  }),
);
/** An API key without its secret. */
export type ApiKey = z.infer<typeof apiKeyShape>;

export const apiKeyPageShape = pageShape(apiKeyShape);

export const newApiKeyShape = named(
  "NewApiKey",
  z.object({ id: z.string(), key: z.string() }),
);
/** A new or rotated key: its secret is shown only once. */
export type NewSecret = z.infer<typeof newApiKeyShape>;
