import { desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import {
  authorize,
  can,
  type Scope,
  type UserActor,
} from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { pageOf, readCursor } from "#lib/base/paging.ts";
import type { ApiKey } from "./schema.ts";

const { accounts, apiKeys, apiKeySecrets, users } = schema;

/** What `GET /api-keys` takes. */
export const keyQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Reads the query of the page's URL; invalid values are ignored. */
export function readKeyQuery(given: Record<string, unknown>): {
  cursor: string | undefined;
} {
  return { cursor: keyQuery.shape.cursor.safeParse(given["cursor"]).data };
}

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * The API keys, newest first, revoked ones included. Uses the index api_keys_by_created.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function apiKeyList(
  actor: UserActor,
  query: z.input<typeof keyQuery> = {},
): Promise<{ items: ApiKey[]; nextCursor: string | null }> {
  authorize(actor, "api_keys.manage");
  const { cursor, limit } = keyQuery.parse(query);
  const from = cursor === undefined ? null : readCursor(cursor, cursorShape);
  const rows = await db()
    .select({ key: apiKeys, creator: users })
    .from(apiKeys)
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(
      from
        ? sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (${from[0]}::timestamptz, ${from[1]}::uuid)`
        : undefined,
    )
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit + 1);
  const { items, nextCursor } = pageOf(rows, limit, ({ key }) => [
    key.createdAt.toISOString(),
    key.id,
  ]);
  const [secrets, names] = await Promise.all([
    secretsOf(items.map(({ key }) => key.id)),
    namesOf(items.flatMap(({ key }) => key.accounts ?? [])),
  ]);
  return {
    items: items.map(({ key, creator }) =>
      keyView(
        key,
        secrets.filter(({ keyId }) => keyId === key.id),
        {
          name: creator?.name ?? key.createdByName,
          state: isAble(creator) ? "able" : "unable",
        },
        names,
      ),
    ),
    nextCursor,
  };
}

const isAble = (user: typeof users.$inferSelect | null) =>
  user !== null &&
  user.disabledAt === null &&
  can({ kind: "user", role: user.role }, "api_keys.manage");

/** The secrets of the keys, newest first. Uses the index api_key_secrets_by_key. */
async function secretsOf(keyIds: string[]) {
  if (keyIds.length === 0) return [];
  return db()
    .select({
      keyId: apiKeySecrets.keyId,
      prefix: apiKeySecrets.prefix,
      goodUntil: apiKeySecrets.goodUntil,
    })
    .from(apiKeySecrets)
    .where(inArray(apiKeySecrets.keyId, keyIds))
    .orderBy(desc(apiKeySecrets.createdAt));
}

async function namesOf(appids: string[]): Promise<Map<string, string>> {
  if (appids.length === 0) return new Map();
  const rows = await db()
    .select({ appid: accounts.appid, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.appid, [...new Set(appids)]));
  return new Map(rows.map(({ appid, name }) => [appid, name]));
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function keyView(
  key: typeof apiKeys.$inferSelect,
  secrets: Awaited<ReturnType<typeof secretsOf>>,
  createdBy: ApiKey["createdBy"],
  names: Map<string, string>,
): ApiKey {
  const now = new Date();
  const isExpired = key.expiresAt !== null && key.expiresAt <= now;
  return {
    id: key.id,
    name: key.name,
    prefix: secrets.find(({ goodUntil }) => goodUntil === null)?.prefix ?? "",
    state: key.revokedAt ? "revoked" : isExpired ? "expired" : "living",
    scopes: key.scopes as Scope[],
    accounts:
      key.accounts?.map((appid) => ({
        appid,
        name: names.get(appid) ?? null,
      })) ?? null,
    allow: key.allow,
    requestsPerMinute: key.requestsPerMinute,
    createdAt: key.createdAt.toISOString(),
    createdBy,
    expiresAt: iso(key.expiresAt),
    revokedAt: iso(key.revokedAt),
    lastUsed: key.lastUsedAt && {
      at: key.lastUsedAt.toISOString(),
      address: key.lastUsedAddress,
    },
    lastRefused: key.refusedAt && {
      at: key.refusedAt.toISOString(),
      address: key.refusedAddress,
      reason: key.refusal ?? "expired",
    },
    previous: secrets.flatMap(({ prefix, goodUntil }) =>
      goodUntil && goodUntil > now
        ? [{ prefix, until: goodUntil.toISOString() }]
        : [],
    ),
  };
}
