import { and, eq, inArray, sql } from "drizzle-orm";
import { db, schema } from "#lib/base/db/index.ts";
import { openIfReadable, sealForAccount } from "./sealed.ts";

const { accountTokens } = schema;

/** An entry of WeChat's list of authorized accounts (protocol 2.4). */
export interface ListedToken {
  appid: string;
  refreshToken: string;
}

/**
 * Takes over the refresh tokens of WeChat's list where ours are lost or others. An access token that lives goes on being
 * served; where there is none, one is fetched soon.
 * @param askedAt when the list was asked for, by the database's clock: what was stored later is newer than the list
 * @returns how many were taken over
 */
export async function takeOverRefreshTokens(
  listed: readonly ListedToken[],
  askedAt: string,
): Promise<number> {
  if (listed.length === 0) return 0;
  const stored = await storedTokens(listed.map(({ appid }) => appid));
  const others = listed.filter(
    ({ appid, refreshToken }) => stored.get(appid) !== refreshToken,
  );
  const id = (appid: string) => ({ appid, kind: "component" }) as const;
  const { rowCount } = await db().execute(sql`
    insert into account_tokens (appid, kind, refresh_token_sealed, renew_at)
    select appid, 'component', sealed, clock_timestamp() + random() * interval '1 minute'
    from unnest(
      ${sql.param(others.map(({ appid }) => appid))}::text[],
      ${sql.param(others.map(({ appid, refreshToken }) => sealForAccount(id(appid), "refresh_token", refreshToken)))}::text[]
    ) as given(appid, sealed)
    order by appid
    on conflict (appid, kind) do update set
      refresh_token_sealed = excluded.refresh_token_sealed,
      version = account_tokens.version + 1, lease_id = null, lease_until = null,
      last_error_at = null, last_error_key = null, failing_since = null, failures = 0, retry_at = null,
      renew_at = excluded.renew_at
    where coalesce(account_tokens.refreshed_at < ${askedAt}::timestamptz, true)`);
  return rowCount ?? 0;
}

/** By AppID; null for one that does not open any more. */
async function storedTokens(
  appids: string[],
): Promise<Map<string, string | null>> {
  const rows = await db()
    .select({
      appid: accountTokens.appid,
      sealed: accountTokens.refreshTokenSealed,
    })
    .from(accountTokens)
    .where(
      and(
        eq(accountTokens.kind, "component"),
        inArray(accountTokens.appid, appids),
      ),
    );
  return new Map(
    rows.map(({ appid, sealed }) => [
      appid,
      openIfReadable({ appid, kind: "component" }, "refresh_token", sealed),
    ]),
  );
}
