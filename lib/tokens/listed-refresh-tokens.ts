import type { Component } from "#lib/platform/index.ts";
import { componentClient } from "./component-token.ts";

/** WeChat's largest page (protocol 2.4). */
const PAGE = 500;
/** Accounts whose tokens were lost together are found by one search. */
const SHARED_MS = 30_000;

interface Search {
  begunAt: number;
  tokens: Promise<Map<string, string>>;
}
const searches = new Map<string, Search>();

/**
 * The refresh token of an account in WeChat's own list. A search that others began a moment ago may have found it; that
 * there is none but the one that WeChat has just refused only a search says that began after the refusal.
 * @param refused no answer: WeChat no longer takes it, or it cannot be read
 * @throws {TokenError | WeChatApiError | WeChatTransportError}
 */
export async function listedRefreshToken(
  component: Component,
  appid: string,
  refused: string | null,
): Promise<string | null> {
  const refusedAt = performance.now();
  for (let since = refusedAt - SHARED_MS; ;) {
    const search = searchSince(component, since);
    const listed = (await search.tokens).get(appid) ?? null;
    if (listed !== null && listed !== refused) return listed;
    if (search.begunAt >= refusedAt) return null;
    since = refusedAt;
  }
}

function searchSince(component: Component, since: number): Search {
  const id = component.componentAppid;
  const known = searches.get(id);
  if (known && known.begunAt >= since) return known;
  const search = { begunAt: performance.now(), tokens: wholeList(component) };
  searches.set(id, search);
  const forget = () => {
    if (searches.get(id) === search) searches.delete(id);
  };
  search.tokens.catch(forget);
  setTimeout(forget, SHARED_MS).unref();
  return search;
}

async function wholeList(component: Component): Promise<Map<string, string>> {
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
