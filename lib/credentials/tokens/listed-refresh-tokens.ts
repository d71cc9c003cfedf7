import { LRUCache } from "lru-cache";
import type { Component } from "#lib/credentials/platform/index.ts";
import { componentClient } from "./component-token.ts";

/** The largest page that WeChat allows (protocol 2.4). */
const PAGE = 500;
/** Accounts that lose their tokens at the same time share one reading of the list. */
const CACHE_MS = 30_000;

interface Reading {
  begunAt: number;
  tokens: Promise<Map<string, string>>;
}
// Purged by a timer: refresh tokens must not stay in memory until the next reading.
const readings = new LRUCache<string, Reading>({
  max: 50,
  ttl: CACHE_MS,
  ttlAutopurge: true,
});

/**
 * The refresh token of an account in WeChat's list, at most half a minute old.
 * @param notBefore by `performance.now()`; a reading that began earlier is too old
 * @throws {TokenError | WeChatApiError | WeChatTransportError}
 */
export async function listedRefreshToken(
  component: Component,
  appid: string,
  notBefore = performance.now() - CACHE_MS,
): Promise<string | null> {
  const id = component.componentAppid;
  let reading = readings.get(id);
  if (!reading || reading.begunAt < notBefore) {
    reading = { begunAt: performance.now(), tokens: readList(component) };
    keep(id, reading);
  }
  return (await reading.tokens).get(appid) ?? null;
}

/** Caches a reading, unless it fails. */
function keep(id: string, reading: Reading): void {
  readings.set(id, reading);
  reading.tokens.catch(() => {
    if (readings.get(id) === reading) readings.delete(id);
  });
}

async function readList(component: Component): Promise<Map<string, string>> {
  const client = componentClient(component);
  const tokens = new Map<string, string>();
  for (let offset = 0; ; offset += PAGE) {
    const { total, items } = await client.getAuthorizerList({
      offset,
      count: PAGE,
    });
    for (const { appid, refreshToken } of items)
      tokens.set(appid, refreshToken);
    if (offset + PAGE >= total || items.length === 0) return tokens;
  }
}
