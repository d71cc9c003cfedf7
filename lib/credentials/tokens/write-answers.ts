import { and, eq, sql } from "drizzle-orm";
import { db, schema, now } from "#lib/base/db/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import type { Lease, StoredToken } from "./leased-token.ts";
import { renewLead, retryAt } from "./pauses.ts";
import { sealForAccount, type TokenId } from "./sealed.ts";
import { renewalErrorKey } from "./timing.ts";
import { TokenError } from "./token-error.ts";
import { rowOf } from "./token-row.ts";

const { accountTokens } = schema;

/** The tokens that upstream returned. */
export interface Answer {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken?: string;
}

/** An answer, and the lease under which it was requested. */
export interface Renewal {
  id: TokenId;
  lease: Lease;
  answer: Answer;
}

/**
 * Stores renewed tokens, refresh tokens included (protocol 2.1), in one statement. A row whose version or lease has
 * changed meanwhile is left as it is.
 * @returns expiry and version of each token that was stored, by AppID
 */
export async function writeAnswers(
  renewals: readonly Renewal[],
): Promise<Map<string, Omit<StoredToken, "token">>> {
  const column = <Value>(read: (renewal: Renewal) => Value) =>
    sql.param(renewals.map(read));
  const { rows } = await db().execute<{
    appid: string;
    expires_at: string;
    version: string;
  }>(sql`
    update account_tokens set
      access_token_sealed = given.access_token_sealed,
      refresh_token_sealed = coalesce(given.refresh_token_sealed, account_tokens.refresh_token_sealed),
      refreshed_at = clock_timestamp(),
      expires_at = clock_timestamp() + make_interval(secs => given.expires_in),
      renew_at = clock_timestamp() + make_interval(secs => given.renew_in),
      version = account_tokens.version + 1,
      lease_id = null, lease_until = null,
      last_error_at = null, last_error_key = null, failing_since = null, failures = 0, retry_at = null
    from unnest(
      ${column(({ id }) => id.appid)}::text[],
      ${column(({ id }) => id.kind)}::text[],
      ${column(({ lease }) => lease.version)}::bigint[],
      ${column(({ lease }) => lease.id)}::uuid[],
      ${column(({ id, answer }) => sealForAccount(id, "access_token", answer.accessToken))}::text[],
      ${column(({ id, answer }) => (answer.refreshToken === undefined ? null : sealForAccount(id, "refresh_token", answer.refreshToken)))}::text[],
      ${column(({ answer }) => answer.expiresIn)}::float8[],
      ${column(renewIn)}::float8[]
    ) as given(appid, kind, version, lease_id, access_token_sealed, refresh_token_sealed, expires_in, renew_in)
    where account_tokens.appid = given.appid and account_tokens.kind = given.kind
      and account_tokens.version = given.version and account_tokens.lease_id = given.lease_id
    returning account_tokens.appid, account_tokens.expires_at, account_tokens.version`);
  return new Map(
    rows.map(({ appid, expires_at, version }) => [
      appid,
      { expiresAt: new Date(expires_at), version: Number(version) },
    ]),
  );
}

/** A token from the account's token source is renewed on request only: its server's quota is not ours to spend. */
function renewIn({ id, answer }: Renewal): number | null {
  return id.kind === "component"
    ? answer.expiresIn - renewLead(id.appid, answer.expiresIn)
    : null;
}

/**
 * Records a failed renewal and the time before which no instance retries it. The first failure emits `token.failing`.
 * A renewal that the open breaker stopped does not count as a failure of the account.
 */
export async function giveUp(
  id: TokenId,
  lease: Lease,
  error: unknown,
): Promise<void> {
  const key = renewalErrorKey(error);
  const asked = !(
    error instanceof TokenError && error.code === "wechat_paused"
  );
  await db().transaction(async (tx) => {
    const [before] = await tx
      .select({
        failingSince: accountTokens.failingSince,
        failures: accountTokens.failures,
      })
      .from(accountTokens)
      .where(and(rowOf(id), eq(accountTokens.leaseId, lease.id)))
      .for("update");
    if (!before) return;
    const failures = before.failures + (asked ? 1 : 0);
    const later = retryAt(key, Math.max(failures, 1));
    await tx
      .update(accountTokens)
      .set({
        lastErrorAt: now,
        lastErrorKey: key,
        failures,
        failingSince: sql`coalesce(${accountTokens.failingSince}, clock_timestamp())`,
        leaseId: null,
        leaseUntil: null,
        retryAt: later,
        renewAt: sql`case when ${accountTokens.renewAt} is not null then ${later} end`,
      })
      .where(rowOf(id));
    if (before.failingSince === null)
      await emit(tx, "token.failing", id.appid, { reason: key });
  });
}
