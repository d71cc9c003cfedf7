import { channel } from "node:diagnostics_channel";
import { request } from "undici";
import { z } from "zod";
import { WeChatApiError, WeChatError, WeChatTransportError } from "./errors.ts";

/** Time limit of one call, from connection to answer. */
const TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** For metrics: `{ api, outcome, seconds }` of each call, without its content. */
const calls = channel("lingpai:wechat-call");

const failure = z.object({
  errcode: z.coerce.number().int(),
  errmsg: z.coerce.string().default(""),
});

export interface Call<Answer> {
  apiOrigin: string;
  /** Path below the origin, without a query. */
  path: string;
  /** Name for errors and metrics: the last part of the path. */
  query?: Record<string, string>;
  /** Without a body the call is a GET. */
  body?: Record<string, unknown>;
  answer: z.ZodType<Answer>;
}

/**
 * Calls WeChat (protocol 0). Errors come with HTTP 200, so `errcode` decides; the answer is parsed as JSON whatever its
 * Content-Type; redirects are not followed. Uses undici's `request`, since Next.js patches fetch.
 * @throws {WeChatApiError} WeChat answered with an error code
 * @throws {WeChatTransportError} no answer, or an unexpected one
 */
export async function call<Answer>(input: Call<Answer>): Promise<Answer> {
  const begun = performance.now();
  let outcome = "ok";
  try {
    return await make(input);
  } catch (error) {
    outcome = error instanceof WeChatError ? error.key : "unknown";
    throw error;
  } finally {
    calls.publish({
      api: input.path.slice(input.path.lastIndexOf("/") + 1),
      outcome,
      seconds: (performance.now() - begun) / 1000,
    });
  }
}

async function make<Answer>({
  apiOrigin,
  path,
  query = {},
  body,
  answer,
}: Call<Answer>): Promise<Answer> {
  const api = path.slice(path.lastIndexOf("/") + 1);
  const json = parseJson(
    api,
    await send(
      api,
      `${apiOrigin}${path}?${new URLSearchParams(query).toString()}`,
      body && JSON.stringify(body),
    ),
  );
  const refused = failure.safeParse(json);
  if (refused.success && refused.data.errcode !== 0)
    throw new WeChatApiError(api, refused.data.errcode, refused.data.errmsg);
  const result = answer.safeParse(json);
  if (!result.success) throw new WeChatTransportError(api, "shape");
  return result.data;
}

async function send(
  api: string,
  url: string,
  body: string | undefined,
): Promise<string> {
  try {
    const response = await request(url, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const bytes of response.body as AsyncIterable<Buffer>) {
      size += bytes.length;
      if (size > MAX_ANSWER_BYTES) throw new WeChatTransportError(api, "shape");
      chunks.push(bytes);
    }
    if (response.statusCode !== 200)
      throw new WeChatTransportError(api, "http_status");
    return Buffer.concat(chunks).toString("utf8");
  } catch (error) {
    if (error instanceof WeChatTransportError) throw error;
    const timedOut =
      error instanceof Error &&
      (error.name === "TimeoutError" || error.name === "AbortError");
    // Without the cause: its text may contain the URL, and the URL a token.
    throw new WeChatTransportError(api, timedOut ? "timeout" : "network");
  }
}

/** Keeps integers beyond 2^53 (message ids) as text (protocol 0). */
function parseJson(api: string, text: string): unknown {
  try {
    return JSON.parse(text, keepLargeIntegers);
  } catch {
    throw new WeChatTransportError(api, "not_json");
  }
}

function keepLargeIntegers(
  _key: string,
  value: unknown,
  context?: { source: string },
): unknown {
  return typeof value === "number" &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    context
    ? context.source
    : value;
}
