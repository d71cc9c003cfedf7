import type { Component } from "#lib/credentials/platform/index.ts";
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
 * The refresh token of an account in WeChat's own list, as it was half a minute ago at the most.
 * @param notBefore by `performance.now()`; a list that was begun before is too old
 * @throws {TokenError | WeChatApiError | WeChatTransportError}
 */
export async function listedRefreshToken(
  component: Component,
  appid: string,
  notBefore = performance.now() - SHARED_MS,
): Promise<string | null> {
  const id = component.componentAppid;
  let search = searches.get(id);
  if (!search || search.begunAt < notBefore) {
    search = { begunAt: performance.now(), tokens: wholeList(component) };
    keep(id, search);
  }
  return (await search.tokens).get(appid) ?? null;
}

function keep(id: string, search: Search): void {
  searches.set(id, search);
  const forget = () => {
    if (searches.get(id) === search) searches.delete(id);
  };
  search.tokens.catch(forget);
  setTimeout(forget, SHARED_MS).unref();
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
