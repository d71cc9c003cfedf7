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
 * Stores the refresh tokens of WeChat's list where ours are missing, unreadable or different. A valid access token is
 * still served; each changed account is renewed within a minute.
 * @param askedAt when the list was requested, by the database's clock: a token stored later is newer than the list
 * @returns number of refresh tokens stored
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

/** Refresh tokens by AppID; null for one that no longer decrypts. */
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
