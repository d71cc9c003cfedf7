import { type SQL, sql } from "drizzle-orm";
import { type Actor, can } from "#lib/access/index.ts";
import {
  countRequest,
  keyActorOf,
  keyBySecret,
  keyRefusal,
  type KeyRow,
  recordKeyUse,
  type RequestRate,
} from "#lib/identity/api-keys/index.ts";
import {
  activeSession,
  recordSessionUse,
  type PersonRow,
  personOf,
} from "#lib/identity/sessions/index.ts";
import { pool, prepared, schema, batched } from "#lib/base/db/index.ts";
import type { From } from "#lib/base/request-source.ts";
import { hashToken } from "#lib/base/secrets/index.ts";
import {
  type AccessToken,
  auditTokenRead,
  openIfReadable,
  clockOf,
  servedKindOf,
} from "#lib/credentials/tokens/index.ts";

const { accountTokens } = schema;
const { fresh } = clockOf(accountTokens.refreshedAt, accountTokens.expiresAt);

interface TokenRow {
  /** Index of the request in the batch, from 1. */
  ordinal: string;
  source: AccessToken["source"];
  kind: "component" | "own";
  access_token_sealed: string;
  expires_at: Date;
  version: string;
}

/**
 * Reads actor and token of a batch of requests by one statement.
 * @param who finds the actor by the hash of a session id or API key
 */
function readRows<Who>(name: string, who: (hash: SQL) => SQL) {
  const find = prepared(
    name,
    sql`
    select request.ordinal, who.*, token.*
    from unnest(${sql.placeholder("hashes")}::text[], ${sql.placeholder("appids")}::text[])
      with ordinality as request(hash, appid, ordinal),
    lateral (${who(sql`request.hash`)}) as who,
    lateral (
      select coalesce(accounts.send_mode, 'component') as source, account_tokens.kind,
        account_tokens.access_token_sealed, account_tokens.expires_at, account_tokens.version
      from accounts join account_tokens on account_tokens.appid = accounts.appid
        and account_tokens.kind = ${servedKindOf(schema.accounts.sendMode)}
      where accounts.appid = request.appid and account_tokens.access_token_sealed is not null and ${fresh}
      limit 1
    ) as token`,
  );
  return batched(
    async (requests: readonly { hash: string; appid: string }[]) => {
      const { rows } = await pool().query<TokenRow & Who>(
        find({
          hashes: requests.map(({ hash }) => hash),
          appids: requests.map(({ appid }) => appid),
        }),
      );
      const found = new Map(rows.map((row) => [Number(row.ordinal) - 1, row]));
      return requests.map((_, index) => found.get(index));
    },
  );
}

const rowForSession = readRows<PersonRow>("fast_tokens", activeSession);
const rowForKey = readRows<KeyRow>("fast_tokens_by_key", keyBySecret);

/**
 * The fast path of `getAccessToken`: one statement, when the session is valid, its user may read tokens and the token is
 * fresh.
 * @param session the secret session id
 * @returns null in every other case, refusals included, which `getAccessToken` answers
 */
export async function fastToken(
  session: string,
  appid: string,
  from: From,
): Promise<AccessToken | null> {
  const sessionId = hashToken(session);
  const row = await rowForSession({ hash: sessionId, appid });
  if (!row) return null;
  const actor = { ...personOf(sessionId, row), ...from };
  if (!can(actor, "tokens.read", appid)) return null;
  const token = opened(appid, row);
  if (token === null) return null;
  if (row.seen_long_ago) await recordSessionUse(sessionId);
  await auditTokenRead(actor, appid, Number(row.version));
  return token;
}

/**
 * The fast path for an API key that is valid for the address, the scope and the account, and within its rate limit.
 * @returns null in every other case, without counting a request
 */
export async function fastTokenByKey(
  key: string,
  appid: string,
  from: From,
): Promise<{ token: AccessToken; rate: RequestRate } | null> {
  const row = await rowForKey({ hash: hashToken(key), appid });
  if (!row || keyRefusal(row, from.address) !== null) return null;
  const actor: Actor = keyActorOf(row, from);
  if (!can(actor, "tokens.read", appid)) return null;
  const token = opened(appid, row);
  if (token === null) return null;
  const rate = await countRequest(actor.keyId, row.requests_per_minute);
  if (rate.exceeded) return null;
  if (row.used_long_ago) await recordKeyUse(actor);
  await auditTokenRead(actor, appid, Number(row.version));
  return { token, rate };
}

function opened(appid: string, row: TokenRow): AccessToken | null {
  const accessToken = openIfReadable(
    { appid, kind: row.kind },
    "access_token",
    row.access_token_sealed,
  );
  if (accessToken === null) return null;
  const expiresAt = row.expires_at.toISOString();
  return { accessToken, expiresAt, source: row.source };
}
