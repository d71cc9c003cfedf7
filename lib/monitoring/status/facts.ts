import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";
import { reauthorizeKeys } from "#lib/credentials/tokens/index.ts";

/** How many, and since when the oldest. */
export interface Occurrences {
  count: number;
  since: string | null;
  /** A key of the messages `wechatErrors`, of the newest one. */
  key: string | null;
}

/** The data from which problems are assessed, read at one moment. */
export interface Facts {
  now: string;
  platform: {
    componentAppid: string;
    createdAt: string;
    ticketReceivedAt: string | null;
    tokenFailures: number;
    tokenErrorKey: string | null;
    tokenRefreshedAt: string | null;
    tokenExpiresAt: string | null;
    lastCallbackAt: string | null;
  } | null;
  /** Tokens that work again only after the merchant has authorized again. */
  unauthorizable: Occurrences;
  tokensFailing: Occurrences;
  /** Due for two minutes and not processed. */
  eventsWaiting: Occurrences;
  eventsParked: Occurrences;
  webhooksFailing: Occurrences;
  breakers: { api: string; since: string; key: string | null }[];
  reconciliation: {
    finishedAt: string;
    found: number;
    added: number;
    mended: number;
    deauthorized: number;
  } | null;
}

/** A token that has been failing for this long is reported; a single failed call is not. */
const FAILING_MINUTES = 5;
const WAITING_MINUTES = 2;
const WEBHOOK_HOURS = 24;

/** Reads all facts in one statement; each part uses a partial index. */
export async function readFacts(): Promise<Facts> {
  const occurrences = (key: string) =>
    sql.raw(
      `json_build_object('count', count(*)::int, 'since', min(since), 'key', ${key})`,
    );
  const newest = "(array_agg(error_key order by since desc))[1]";
  const failing = sql`select failing_since as since, last_error_key as error_key from account_tokens
    where failing_since < clock_timestamp() - make_interval(mins => ${FAILING_MINUTES})`;
  const mustAuthorize = sql`last_error_key = any(${sql.param([...reauthorizeKeys])}::text[])`;
  const { rows } = await db().execute<{ facts: Facts }>(sql`
    select json_build_object(
      'now', clock_timestamp(),
      'platform', (select json_build_object(
        'componentAppid', component_appid, 'createdAt', created_at, 'ticketReceivedAt', ticket_received_at,
        'tokenFailures', token_failures, 'tokenErrorKey', token_error_key, 'tokenRefreshedAt', token_refreshed_at,
        'tokenExpiresAt', token_expires_at, 'lastCallbackAt', last_callback_at) from components where active),
      'unauthorizable', (select ${occurrences(newest)} from (${failing} and ${mustAuthorize}) as rows),
      'tokensFailing', (select ${occurrences(newest)} from (${failing} and not ${mustAuthorize}) as rows),
      'eventsWaiting', (select ${occurrences("null")} from (select next_attempt_at as since from inbox
        where state = 'pending' and attempts = 0 and next_attempt_at < clock_timestamp() - make_interval(mins => ${WAITING_MINUTES}) limit 1000) as rows),
      'eventsParked', (select ${occurrences(newest)} from (select received_at as since, error_key from inbox
        where state = 'failed' order by received_at desc limit 1000) as rows),
      'webhooksFailing', (select ${occurrences(newest)} from (select finished_at as since, error_key from webhook_deliveries
        where state = 'failed' and finished_at > clock_timestamp() - make_interval(hours => ${WEBHOOK_HOURS})
          and error_key is distinct from 'webhook_disabled') as rows),
      'breakers', (select coalesce(json_agg(json_build_object('api', api, 'since', opened_at, 'key', error_key)), '[]')
        from breakers where opened_at is not null),
      'reconciliation', (select json_build_object('finishedAt', finished_at, 'found', found, 'added', added,
        'mended', mended, 'deauthorized', deauthorized) from reconciliations join components using (component_appid)
        where active and finished_at is not null)
    ) as facts`);
  const [row] = rows;
  if (!row) throw new Error("the facts could not be read");
  return row.facts;
}
