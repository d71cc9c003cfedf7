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

/** A path of field names: `data.list`. */
const path = z
  .string()
  .trim()
  .max(200, { error: "too_long" })
  .regex(/^([^.\s]+(\.[^.\s]+)*)?$/, { error: "field_path" });
const requiredPath = path.pipe(z.string().min(1, { error: "required" }));

/** The paths of the columns in the answer. */
const mapping = z.strictObject({
  /** Path of the list; empty when the answer itself is the list. */
  items: path,
  name: requiredPath,
  displayName: requiredPath,
  /** Empty: all properties are texts. */
  type: path,
  /** Empty: no descriptions. */
  description: path,
});
export type SourceMapping = z.infer<typeof mapping>;

/** What `PUT /user-properties/source` takes; an omitted address or header stays unchanged. */
export const sourceInput = z.strictObject({
  url: z.string().trim().min(1, { error: "required" }).optional(),
  /** Value of the `Authorization` header; null removes it. */
  authorization: z
    .string()
    .trim()
    .max(2_000, { error: "too_long" })
    .regex(/^[\x21-\x7e][\x20-\x7e]*$/, { error: "header_value" })
    .nullable()
    .optional(),
  mapping,
});

/** The source with its secrets, for fetching. */
export interface OpenSource {
  url: string;
  authorization: string | null;
  mapping: SourceMapping;
}

/**
 * The source that the catalogue is synchronized from; null when there is none.
 * @throws {AccessError} `forbidden`
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
 * Sets the source that the catalogue is synchronized from. A stored header is kept only for the same origin, so that it is
 * not sent to another server.
 * @throws {AccessError} `forbidden`
 * @throws {PropertyError} `source_missing` when there is neither a new nor a stored address
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

/** @throws {AccessError} `forbidden` */
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
