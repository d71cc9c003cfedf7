import { and, asc, eq, ilike, isNotNull, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { likePattern, pageOf, readCursor } from "#lib/base/paging.ts";
import { shown } from "./catalogue-row.ts";
import { PropertyError } from "./property-error.ts";
import type { UserProperty } from "./schema.ts";
import { propertyTypes } from "./kinds.ts";

const { userProperties } = schema;

/** What `GET /user-properties` takes. */
export const propertyQuery = z.strictObject({
  q: z.string().trim().max(100).optional(),
  type: z.enum(propertyTypes).optional(),
  state: z.enum(["active", "retired", "all"]).default("active"),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PropertyQuery = z.input<typeof propertyQuery>;

/** The valid parameters of a page's query; others are ignored, as a URL may be typed by hand. */
export function readPropertyQuery(
  given: Record<string, unknown>,
): Pick<PropertyQuery, "q" | "type" | "state" | "cursor"> {
  const { q, type, state, cursor } = propertyQuery.shape;
  return {
    q: q.safeParse(given["q"]).data || undefined,
    type: type.safeParse(given["type"]).data,
    state: state.unwrap().safeParse(given["state"]).data,
    cursor: cursor.safeParse(given["cursor"]).data,
  };
}

const cursorShape = z.tuple([z.string()]);

/**
 * One page of the catalogue of user properties, by name.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function propertyList(
  actor: Actor,
  query: PropertyQuery,
): Promise<{ items: UserProperty[]; nextCursor: string | null }> {
  authorize(actor, "properties.read");
  const { q, type, state, cursor, limit } = propertyQuery.parse(query);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const pattern = q ? likePattern(q) : null;
  const rows = await db()
    .select()
    .from(userProperties)
    .where(
      and(
        type && eq(userProperties.type, type),
        state === "active" ? isNull(userProperties.retiredAt) : undefined,
        state === "retired" ? isNotNull(userProperties.retiredAt) : undefined,
        pattern === null
          ? undefined
          : or(
              ilike(userProperties.name, pattern),
              ilike(userProperties.displayName, pattern),
              ilike(userProperties.description, pattern),
            ),
        from ? sql`${userProperties.name} > ${from[0]}::text` : undefined,
      ),
    )
    .orderBy(asc(userProperties.name))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.name]);
  return { items: await shown(actor, page.items), nextCursor: page.nextCursor };
}

/**
 * One property.
 * @throws {AccessError} `forbidden`
 * @throws {PropertyError} `property_unknown`
 */
export async function propertyDetail(
  actor: Actor,
  id: string,
): Promise<UserProperty> {
  authorize(actor, "properties.read");
  return propertyFor(actor, id);
}

/**
 * Returns the result of a change without checking read permission, since the actor was allowed to change it.
 * @throws {PropertyError} `property_unknown`
 */
export async function propertyFor(
  actor: Actor,
  id: string,
): Promise<UserProperty> {
  const rows = z.uuid().safeParse(id).success
    ? await db().select().from(userProperties).where(eq(userProperties.id, id))
    : [];
  const [property] = await shown(actor, rows);
  if (!property) throw new PropertyError("property_unknown");
  return property;
}
