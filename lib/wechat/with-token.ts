import { setTimeout as pause } from "node:timers/promises";
import { call, type Call } from "./call.ts";
import { WeChatApiError } from "./errors.ts";

/** Provides a client with its token. */
export interface TokenSource {
  get(): Promise<string>;
  /** A token other than `rejected`, renewed at most once for all callers. */
  renew(rejected: string): Promise<string>;
}

/** Codes after which one retry with a fresh token may succeed (protocol 2.5). */
const TOKEN_REJECTED = new Set([40001, 40014, 42001, 42006]);
const BUSY = -1;
const BUSY_PAUSES_MS = [150, 500];

/** A call with the token in its query; retried at most once, with a fresh token. */
export async function withToken<Answer>(
  token: TokenSource,
  parameter: string,
  input: Call<Answer>,
): Promise<Answer> {
  const first = await token.get();
  try {
    return await call({
      ...input,
      query: { ...input.query, [parameter]: first },
    });
  } catch (error) {
    if (!(error instanceof WeChatApiError && TOKEN_REJECTED.has(error.errcode)))
      throw error;
    return call({
      ...input,
      query: { ...input.query, [parameter]: await token.renew(first) },
    });
  }
}

/** Retries an idempotent call while WeChat is busy (protocol 2.5, code -1). */
export async function whileBusy<Answer>(
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  for (const milliseconds of BUSY_PAUSES_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WeChatApiError && error.errcode === BUSY))
        throw error;
      await pause(milliseconds);
    }
  }
  return attempt();
}
