import { z } from "zod";
import { type Scope, scopes } from "#lib/access/index.ts";
import { addressList } from "#lib/base/address-list.ts";

/** A key's limit when none is given. */
const REQUESTS_PER_MINUTE = 6_000;
/** How long the previous secret stays valid when no overlap is given. */
const OVERLAP_HOURS = 24;

const distinct = <Item>(list: Item[]) => [...new Set(list)];

/** The properties of a key, without its secret. */
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
  /** AppIDs; null: all accounts, including future ones. */
  accounts: z
    .array(z.string().min(1).max(64))
    .min(1, { error: "required" })
    .max(200, { error: "too_long" })
    .transform(distinct)
    .nullable(),
  /** Addresses and networks that it may be used from; an empty list allows all. */
  allow: addressList.default([]),
  requestsPerMinute: z
    .number()
    .int()
    .min(1, { error: "requests" })
    .max(1_000_000, { error: "requests" })
    .default(REQUESTS_PER_MINUTE),
  /** ISO 8601; null: it never expires. */
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
  /** How long the previous secret stays valid; 0: it expires immediately. */
  overlapHours: z
    .number()
    .int()
    .min(0, { error: "overlap" })
    .max(720, { error: "overlap" })
    .default(OVERLAP_HOURS),
});
