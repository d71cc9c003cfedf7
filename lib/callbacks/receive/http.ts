import { BodyTooLarge, readBody } from "#lib/base/read-body.ts";
import { fromOf } from "#lib/base/request-source.ts";
import { log } from "#lib/base/log.ts";
import { MAX_XML_BYTES } from "#lib/wechat/index.ts";
import {
  type Callback,
  type CallbackAnswer,
  receiveCallback,
  REFUSED,
} from "./receive-callback.ts";
import { receiveReceipt } from "./receive-receipt.ts";

/** A request to one of the addresses that WeChat knows, however it reached us. */
export interface CallbackRequest {
  method: string;
  /** Path and query. */
  url: string;
  body: AsyncIterable<Uint8Array> | null;
  /** The caller's, as the server saw it. */
  address: string | null;
  requestId: string | null;
}

/** Plain text or XML. */
export interface HttpAnswer {
  status: number;
  body: string;
  type: string;
}

/** Receives a callback by HTTP: a bounded body in; 503 when it could be kept nowhere. */
export function receiveCallbackRequest(
  request: CallbackRequest,
  callback: Pick<Callback, "channel" | "componentAppid" | "appid">,
): Promise<HttpAnswer> {
  return answering(request, async (query) =>
    receiveCallback({
      ...callback,
      query,
      body: await readBody(request.body, MAX_XML_BYTES),
    }),
  );
}

/** Receives what comes to a receipt address, in the same way; a GET is WeChat's check of it. */
export function receiveReceiptRequest(
  request: CallbackRequest,
  key: string,
): Promise<HttpAnswer> {
  return answering(request, async (query) =>
    receiveReceipt({
      key,
      query,
      address: request.address,
      body:
        request.method === "GET"
          ? null
          : await readBody(request.body, MAX_XML_BYTES),
    }),
  );
}

async function answering(
  { url, requestId }: CallbackRequest,
  receive: (query: URLSearchParams) => Promise<CallbackAnswer>,
): Promise<HttpAnswer> {
  const mark = url.indexOf("?");
  try {
    const answer = await receive(
      new URLSearchParams(mark === -1 ? "" : url.slice(mark)),
    );
    return text(answer.status, answer.body);
  } catch (error) {
    if (error instanceof BodyTooLarge)
      return text(REFUSED.status, REFUSED.body);
    log.error({ err: error, requestId }, "a callback could not be stored");
    return text(503, "unavailable");
  }
}

function text(status: number, body: string): HttpAnswer {
  const type = body.startsWith("<xml>")
    ? "text/xml; charset=utf-8"
    : "text/plain; charset=utf-8";
  return { status, body, type };
}

/** The same by the standard `Request` and `Response`. */
export function asCallbackRequest(request: Request): CallbackRequest {
  return {
    method: request.method,
    url: request.url,
    body: request.body,
    ...fromOf(request),
  };
}

/** The answer of a callback as a `Response`. */
export function asResponse({ status, body, type }: HttpAnswer): Response {
  return new Response(body, {
    status,
    headers: { "content-type": type, "cache-control": "no-store" },
  });
}
