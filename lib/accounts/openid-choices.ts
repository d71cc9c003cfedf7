import { and, asc, eq, ilike, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize, inAllowedAccounts } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { likePattern, pageOf, readCursor } from "#lib/base/paging.ts";
import type { OpenidChoice } from "./schema.ts";

const { accounts, userProperties } = schema;

/** What `GET /accounts/{appid}/openid-property` takes. */
export const openidChoiceQuery = z.strictObject({
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const cursorShape = z.tuple([z.string()]);

/**
 * The properties that an account can choose: text properties that are not retired, by name.
 * @throws {AccessError} `forbidden`
 */
export async function openidChoices(
  actor: Actor,
  appid: string,
  query: z.input<typeof openidChoiceQuery>,
): Promise<{ items: OpenidChoice[]; nextCursor: string | null }> {
  authorize(actor, "accounts.read", appid);
  const { q, cursor, limit } = openidChoiceQuery.parse(query);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const pattern = q ? likePattern(q) : null;
  const rows = await db()
    .select()
    .from(userProperties)
    .where(
      and(
        eq(userProperties.type, "text"),
        isNull(userProperties.retiredAt),
        pattern
          ? or(
              ilike(userProperties.name, pattern),
              ilike(userProperties.displayName, pattern),
              ilike(userProperties.description, pattern),
            )
          : undefined,
        from ? sql`${userProperties.name} > ${from[0]}::text` : undefined,
      ),
    )
    .orderBy(asc(userProperties.name))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.name]);
  const users = await usersOf(
    actor,
    page.items.map((row) => row.id),
    appid,
  );
  return {
    items: page.items.map(({ id, name, displayName, description }) => ({
      id,
      name,
      displayName,
      description,
      usedBy: users
        .filter((user) => user.propertyId === id)
        .map((user) => ({ appid: user.appid, name: user.name })),
    })),
    nextCursor: page.nextCursor,
  };
}

/** Uses the index accounts_by_openid_property. */
async function usersOf(actor: Actor, propertyIds: string[], appid: string) {
  if (propertyIds.length === 0) return [];
  return db()
    .select({
      propertyId: accounts.openidPropertyId,
      appid: accounts.appid,
      name: accounts.name,
    })
    .from(accounts)
    .where(
      and(
        inArray(accounts.openidPropertyId, propertyIds),
        ne(accounts.appid, appid),
        inAllowedAccounts(actor, accounts.appid),
      ),
    )
    .orderBy(accounts.name)
    .limit(200);
}
