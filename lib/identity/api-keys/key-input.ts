import { z } from "zod";
import { type Scope, scopes } from "#lib/access/index.ts";
import { addressList } from "#lib/base/address-list.ts";

/** Requests in a minute, unless a key is given another number. */
const REQUESTS_PER_MINUTE = 6_000;
/** Hours that the secret before a rotation may live on. */
const OVERLAP_HOURS = 24;

const distinct = <Item>(list: Item[]) => [...new Set(list)];

/** What a key is, without what it is proved by. */
const fields = {
  name: z
    .string()
    .trim()
    .min(1, { error: "required" })
    .max(60, { error: "too_long" }),
  scopes: z
    .array(z.enum(scopes))
    .min(1, { error: "required" })
    .max(scopes.length)
    .transform<Scope[]>(distinct),
  /** AppIDs; null: all accounts, those to come included. */
  accounts: z
    .array(z.string().min(1).max(64))
    .min(1, { error: "required" })
    .max(200, { error: "too_long" })
    .transform(distinct)
    .nullable(),
  /** Addresses and networks that it may be used from; none lets all. */
  allow: addressList.default([]),
  requestsPerMinute: z
    .number()
    .int()
    .min(1, { error: "requests" })
    .max(1_000_000, { error: "requests" })
    .default(REQUESTS_PER_MINUTE),
  /** ISO 8601; null: it lives until it is revoked. */
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine((at) => new Date(at).getTime() > Date.now(), { error: "past" })
    .nullable(),
};

/** What `POST /api-keys` takes. */
export const keyInput = z.strictObject(fields);
/** What `PUT /api-keys/{id}` takes. */
export const keyChange = z.strictObject(fields);
/** What `POST /api-keys/{id}/rotate` takes. */
export const rotateInput = z.strictObject({
  /** How long the secret before it lives on; 0: not at all. */
  overlapHours: z
    .number()
    .int()
    .min(0, { error: "overlap" })
    .max(720, { error: "overlap" })
    .default(OVERLAP_HOURS),
});
