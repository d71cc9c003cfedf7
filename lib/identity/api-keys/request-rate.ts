import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** A key's use of its rate limit after a request. */
export interface RequestRate {
  perMinute: number;
  /** Requests left in this minute, as far as this instance knows. */
  remaining: number;
  /** Seconds until the next minute begins. */
  seconds: number;
  exceeded: boolean;
}

/** Requests of a key's current minute that this instance has reserved and may grant without a query. */
interface Share {
  perMinute: number;
  left: number;
  /** Requests of the minute that no instance had reserved when this share was taken. */
  unreserved: number;
  /** By the clock of `performance.now()`. */
  endsAt: number;
}

/** An instance reserves a fiftieth of a key's minute at a time. */
const SHARES_PER_MINUTE = 50;

const shares = new Map<string, Share>();
const reserving = new Map<string, Promise<void>>();

/**
 * Counts one request of a key. The instances together never grant more than the limit in a minute of the database's
 * clock; they may grant less, because each may end the minute with up to a fiftieth unused (decision 031).
 */
export async function countRequest(
  keyId: string,
  perMinute: number,
): Promise<RequestRate> {
  for (;;) {
    const share = shares.get(keyId);
    const now = performance.now();
    if (share && share.perMinute === perMinute && share.endsAt > now) {
      const exceeded = share.left === 0;
      if (!exceeded) share.left -= 1;
      if (!exceeded || share.unreserved === 0)
        return {
          perMinute,
          remaining: share.left + share.unreserved,
          seconds: Math.max(1, Math.ceil((share.endsAt - now) / 1000)),
          exceeded,
        };
    }
    await reserveOnce(keyId, perMinute);
  }
}

/** Concurrent requests of a key wait for the same reservation. */
function reserveOnce(keyId: string, perMinute: number): Promise<void> {
  const reservation =
    reserving.get(keyId) ??
    reserve(keyId, perMinute).finally(() => reserving.delete(keyId));
  reserving.set(keyId, reservation);
  return reservation;
}

async function reserve(keyId: string, perMinute: number): Promise<void> {
  const wanted = Math.ceil(perMinute / SHARES_PER_MINUTE);
  const { rows } = await db().execute<{ taken: number; ms: number }>(sql`
    insert into api_key_windows as present (key_id, started_at, taken)
    values (${keyId}, date_trunc('minute', clock_timestamp()), ${wanted})
    on conflict (key_id) do update set
      taken = excluded.taken + case when present.started_at >= excluded.started_at then present.taken else 0 end,
      started_at = greatest(present.started_at, excluded.started_at)
    returning taken,
      (extract(epoch from started_at + interval '1 minute' - clock_timestamp()) * 1000)::float8 as ms`);
  const [row] = rows;
  if (!row) throw new Error("the insert returned no row");
  shares.set(keyId, {
    perMinute,
    left: granted(perMinute, wanted, row.taken),
    unreserved: Math.max(0, perMinute - row.taken),
    endsAt: performance.now() + row.ms,
  });
}

/**
 * The part of a wanted share that is within the limit.
 * @param taken requests reserved by all instances, including this share
 */
export function granted(
  perMinute: number,
  wanted: number,
  taken: number,
): number {
  return Math.max(0, Math.min(wanted, perMinute - (taken - wanted)));
}

/** The rate limit headers of an answer (draft-ietf-httpapi-ratelimit-headers). */
export function rateHeaders(rate: RequestRate): Record<string, string> {
  const { perMinute, remaining, seconds, exceeded } = rate;
  return {
    "ratelimit-policy": `"minute";q=${perMinute};w=60`,
    ratelimit: `"minute";r=${remaining};t=${seconds}`,
    ...(exceeded ? { "retry-after": String(seconds) } : {}),
  };
}
