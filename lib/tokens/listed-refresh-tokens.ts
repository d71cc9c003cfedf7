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
 * The refresh token of an account in WeChat's own list.
 * @throws {TokenError | WeChatApiError | WeChatTransportError}
 */
export async function listedRefreshToken(
  component: Component,
  appid: string,
): Promise<string | null> {
  const id = component.componentAppid;
  let search = searches.get(id);
  if (!search || performance.now() - search.begunAt > SHARED_MS) {
    search = { begunAt: performance.now(), tokens: wholeList(component) };
    searches.set(id, search);
    const forget = () => searches.delete(id);
    search.tokens.catch(forget);
    setTimeout(forget, SHARED_MS).unref();
  }
  return (await search.tokens).get(appid) ?? null;
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
