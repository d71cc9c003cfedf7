import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** How a key stands against its limit after a request. */
export interface RequestRate {
  perMinute: number;
  /** Requests that are left in this minute, as far as this instance knows. */
  remaining: number;
  /** Until the next minute begins. */
  seconds: number;
  exceeded: boolean;
}

/** What an instance has taken of a key's minute for itself, to be spent without asking anybody. */
interface Share {
  perMinute: number;
  left: number;
  /** Of the minute, when the share was taken. */
  unshared: number;
  /** By the clock of `performance.now()`. */
  endsAt: number;
}

/** Into so many shares a minute is parted. */
const SHARES = 50;

const shares = new Map<string, Share>();
const taking = new Map<string, Promise<void>>();

/**
 * Counts one request of a key. All instances together never let more pass in a minute of the database's clock than the
 * key is allowed; what the others hold of it unspent, a fiftieth each, may be missed at its end (decision 031).
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
      if (!exceeded || share.unshared === 0)
        return {
          perMinute,
          remaining: share.left + share.unshared,
          seconds: Math.max(1, Math.ceil((share.endsAt - now) / 1000)),
          exceeded,
        };
    }
    await takeOnce(keyId, perMinute);
  }
}

/** However many wait for it, one asks. */
function takeOnce(keyId: string, perMinute: number): Promise<void> {
  const asking =
    taking.get(keyId) ??
    take(keyId, perMinute).finally(() => taking.delete(keyId));
  taking.set(keyId, asking);
  return asking;
}

async function take(keyId: string, perMinute: number): Promise<void> {
  const wanted = Math.ceil(perMinute / SHARES);
  const { rows } = await db().execute<{ taken: number; ms: number }>(sql`
    insert into api_key_windows as present (key_id, started_at, taken)
    values (${keyId}, date_trunc('minute', clock_timestamp()), ${wanted})
    on conflict (key_id) do update set
      taken = excluded.taken + case when present.started_at >= excluded.started_at then present.taken else 0 end,
      started_at = greatest(present.started_at, excluded.started_at)
    returning taken,
      (extract(epoch from started_at + interval '1 minute' - clock_timestamp()) * 1000)::float8 as ms`);
  const [row] = rows;
  if (!row) throw new Error("an insert that returns always answers");
  shares.set(keyId, {
    perMinute,
    left: granted(perMinute, wanted, row.taken),
    unshared: Math.max(0, perMinute - row.taken),
    endsAt: performance.now() + row.ms,
  });
}

/**
 * What of the share that was wanted is within the limit.
 * @param taken by all instances, this share included
 */
export function granted(
  perMinute: number,
  wanted: number,
  taken: number,
): number {
  return Math.max(0, Math.min(wanted, perMinute - (taken - wanted)));
}

/** The headers by which a client knows how it stands (draft-ietf-httpapi-ratelimit-headers). */
export function rateHeaders(rate: RequestRate): Record<string, string> {
  const { perMinute, remaining, seconds, exceeded } = rate;
  return {
    "ratelimit-policy": `"minute";q=${perMinute};w=60`,
    ratelimit: `"minute";r=${remaining};t=${seconds}`,
    ...(exceeded ? { "retry-after": String(seconds) } : {}),
  };
}
