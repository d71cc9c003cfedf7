import { eq } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema, now } from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { readOutboundUrl, shownAddress } from "#lib/base/outbound/index.ts";
import { open, seal } from "#lib/base/secrets/index.ts";
import { PropertyError } from "./property-error.ts";
import type { PropertySource } from "./schema.ts";

const { propertySources } = schema;
const ROW = "default";

const sealContext = (column: "url_sealed" | "authorization_sealed") => ({
  table: "property_sources",
  column,
  row: ROW,
});

/** Names of fields, led by those that they stand in: `data.list`. */
const path = z
  .string()
  .trim()
  .max(200, { error: "too_long" })
  .regex(/^([^.\s]+(\.[^.\s]+)*)?$/, { error: "field_path" });
const requiredPath = path.pipe(z.string().min(1, { error: "required" }));

/** Where in the answer the columns stand. */
const mapping = z.strictObject({
  /** The list; empty where the answer itself is one. */
  items: path,
  name: requiredPath,
  displayName: requiredPath,
  /** Empty: all are texts. */
  type: path,
  /** Empty: there are none. */
  description: path,
});
export type SourceMapping = z.infer<typeof mapping>;

/** What `PUT /user-properties/source` takes; an address or header that is left out stays as it is. */
export const sourceInput = z.strictObject({
  url: z.string().trim().min(1, { error: "required" }).optional(),
  /** Of the `Authorization` header; null takes it away. */
  authorization: z
    .string()
    .trim()
    .max(2_000, { error: "too_long" })
    .regex(/^[\x21-\x7e][\x20-\x7e]*$/, { error: "header_value" })
    .nullable()
    .optional(),
  mapping,
});

/** The source with its secrets, for the one who fetches. */
export interface OpenSource {
  url: string;
  authorization: string | null;
  mapping: SourceMapping;
}

/**
 * Where the catalogue is synchronized from; null when it is from nowhere.
 * @throws {AuthError} `forbidden`
 */
export async function propertySource(
  actor: Actor,
): Promise<PropertySource | null> {
  authorize(actor, "properties.read");
  return shownSource();
}

async function shownSource(): Promise<PropertySource | null> {
  const row = await sourceRow();
  if (!row) return null;
  const source = opened(row);
  return {
    address: shownAddress(source.url),
    authorizationSet: source.authorization !== null,
    mapping: source.mapping,
    lastSyncedAt: row.lastSyncedAt?.toISOString() ?? null,
    lastErrorKey: row.lastErrorKey,
  };
}

/**
 * Says where the catalogue is synchronized from. A header stays with its origin: to another one it is not sent unless it
 * is given again.
 * @throws {AuthError} `forbidden`
 * @throws {PropertyError} `source_missing` when there is no address, neither given nor kept
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export async function saveSource(
  actor: Actor,
  input: z.infer<typeof sourceInput>,
): Promise<PropertySource> {
  authorize(actor, "properties.manage");
  const row = await sourceRow();
  const before = row && opened(row);
  const text = input.url ?? before?.url;
  if (text === undefined) throw new PropertyError("source_missing");
  const { url } = readOutboundUrl(text, env().OUTBOUND_ALLOW);
  const sameOrigin =
    before !== null && new URL(before.url).origin === url.origin;
  const authorization =
    input.authorization === undefined
      ? sameOrigin
        ? before.authorization
        : null
      : input.authorization;
  const values = {
    urlSealed: seal(url.href, sealContext("url_sealed")),
    authorizationSealed:
      authorization && seal(authorization, sealContext("authorization_sealed")),
    mapping: input.mapping,
    lastErrorKey: null,
    updatedAt: now,
  };
  await db().transaction(async (tx) => {
    await tx
      .insert(propertySources)
      .values({ id: ROW, ...values })
      .onConflictDoUpdate({ target: propertySources.id, set: values });
    await audit(tx, {
      actor: auditActor(actor),
      action: "property_source.saved",
      after: {
        origin: url.origin,
        authorizationSet: authorization !== null,
        mapping: input.mapping,
      },
    });
  });
  const saved = await shownSource();
  if (!saved) throw new PropertyError("source_missing");
  return saved;
}

/** @throws {AuthError} `forbidden` */
export async function removeSource(actor: Actor): Promise<void> {
  authorize(actor, "properties.manage");
  await db().transaction(async (tx) => {
    const gone = await tx.delete(propertySources).returning();
    if (gone.length === 0) return;
    await audit(tx, {
      actor: auditActor(actor),
      action: "property_source.removed",
    });
  });
}

/** @throws {PropertyError} `source_missing` */
export async function openSource(): Promise<OpenSource> {
  const row = await sourceRow();
  if (!row) throw new PropertyError("source_missing");
  return opened(row);
}

/** @param errorKey null after a success that changed the catalogue */
export async function noteSync(errorKey: string | null): Promise<void> {
  await db()
    .update(propertySources)
    .set({
      lastErrorKey: errorKey,
      ...(errorKey === null ? { lastSyncedAt: now } : {}),
    })
    .where(eq(propertySources.id, ROW));
}

async function sourceRow() {
  const [row] = await db().select().from(propertySources);
  return row ?? null;
}

function opened(row: typeof propertySources.$inferSelect): OpenSource {
  return {
    url: open(row.urlSealed, sealContext("url_sealed")),
    authorization:
      row.authorizationSealed &&
      open(row.authorizationSealed, sealContext("authorization_sealed")),
    mapping: mapping.parse(row.mapping),
  };
}
