import { and, eq, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { db, schema, fromNow } from "#lib/base/db/index.ts";
import {
  WeChatApiError,
  type WeChatError,
  WeChatTransportError,
} from "#lib/wechat/index.ts";
import { TokenError } from "./token-error.ts";

const { breakers } = schema;

/** Consecutive failures, across all accounts, that open the breaker of an API. */
const OPENS_AFTER = 8;
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 60;
/** After the pause one caller probes the API; the breaker stays open for the others this long. */
const PROBE_SECONDS = 12;
/** How long a breaker's row is cached: until then other instances may still call an API whose breaker has opened. */
const CACHE_MS = 1_000;

interface BreakerState {
  failures: number;
  openForMs: number;
  errorKey: string | null;
}
const states = new LRUCache<string, BreakerState>({ max: 500, ttl: CACHE_MS });

/** No usable answer, or error -1: WeChat fails for all accounts, not for this one. */
const isOutage = (error: unknown): error is WeChatError =>
  error instanceof WeChatTransportError ||
  (error instanceof WeChatApiError && error.errcode === -1);

/**
 * Calls an API of WeChat's through its circuit breaker. While the breaker is open, calls fail at once; after each pause
 * one caller of all processes probes the API, and the pauses grow until a probe succeeds.
 * @throws {TokenError} `wechat_paused` while the breaker is open
 * @throws what `ask` throws
 */
export async function throughBreaker<Answer>(
  componentAppid: string,
  api: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const state = await stateOf(componentAppid, api);
  if (state.failures >= OPENS_AFTER)
    await admitProbe(componentAppid, api, state);
  try {
    const answer = await ask();
    if (state.failures > 0) await close(componentAppid, api);
    return answer;
  } catch (error) {
    if (isOutage(error)) await recordOutage(componentAppid, api, error);
    else if (state.failures > 0) await close(componentAppid, api);
    throw error;
  }
}

const at = (componentAppid: string, api: string) =>
  and(eq(breakers.componentAppid, componentAppid), eq(breakers.api, api));
const keyOf = (componentAppid: string, api: string) =>
  `${componentAppid} ${api}`;

async function stateOf(
  componentAppid: string,
  api: string,
): Promise<BreakerState> {
  const key = keyOf(componentAppid, api);
  const cached = states.get(key);
  if (cached) return cached;
  const [row] = await db()
    .select({
      failures: breakers.failures,
      errorKey: breakers.errorKey,
      openForMs: sql<number>`greatest(0, extract(epoch from ${breakers.openUntil} - clock_timestamp())::float8 * 1000)`,
    })
    .from(breakers)
    .where(at(componentAppid, api));
  const state = {
    failures: row?.failures ?? 0,
    errorKey: row?.errorKey ?? null,
    openForMs: row?.openForMs ?? 0,
  };
  states.set(key, state);
  return state;
}

async function admitProbe(
  componentAppid: string,
  api: string,
  { errorKey, openForMs }: BreakerState,
): Promise<void> {
  const refused = new TokenError("wechat_paused", {
    wechatKey: errorKey ?? "unknown",
  });
  if (openForMs > CACHE_MS) throw refused;
  const admitted = await db()
    .update(breakers)
    .set({
      openUntil: fromNow({ seconds: PROBE_SECONDS }),
    })
    .where(
      and(
        at(componentAppid, api),
        sql`coalesce(${breakers.openUntil} <= clock_timestamp(), true)`,
      ),
    )
    .returning({ api: breakers.api });
  if (admitted.length === 0) throw refused;
}

async function recordOutage(
  componentAppid: string,
  api: string,
  { key: errorKey }: WeChatError,
): Promise<void> {
  const failures = sql`${breakers.failures} + 1`;
  const pause = sql`least(${LONGEST_PAUSE_SECONDS}::float8, ${FIRST_PAUSE_SECONDS} * power(2, least(${breakers.failures} + 1 - ${OPENS_AFTER}, 10)))`;
  await db()
    .insert(breakers)
    .values({ componentAppid, api, failures: 1, errorKey })
    .onConflictDoUpdate({
      target: [breakers.componentAppid, breakers.api],
      set: {
        failures,
        errorKey,
        openedAt: sql`case when ${failures} >= ${OPENS_AFTER} then coalesce(${breakers.openedAt}, clock_timestamp()) end`,
        openUntil: sql`case when ${failures} >= ${OPENS_AFTER} then ${fromNow({ seconds: pause })} end`,
      },
    });
  states.delete(keyOf(componentAppid, api));
}

async function close(componentAppid: string, api: string): Promise<void> {
  await db().delete(breakers).where(at(componentAppid, api));
  states.delete(keyOf(componentAppid, api));
}
