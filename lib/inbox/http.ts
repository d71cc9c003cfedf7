import { BodyTooLarge, readBody } from "#lib/http/index.ts";
import { log } from "#lib/log.ts";
import { MAX_XML_BYTES } from "#lib/wechat/index.ts";
import {
  type Callback,
  type CallbackAnswer,
  receiveCallback,
} from "./receive-callback.ts";
import { receiveReceipt } from "./receive-receipt.ts";

/** Mounts `receiveCallback` on HTTP: a bounded body in, plain text out; 503 when the callback could not be stored. */
export async function receiveCallbackRequest(
  request: Request,
  callback: Pick<Callback, "channel" | "componentAppid" | "appid">,
): Promise<Response> {
  return answering(request, async () =>
    receiveCallback({
      ...callback,
      query: new URL(request.url).searchParams,
      body: await readBody(request, MAX_XML_BYTES),
    }),
  );
}

/** Mounts `receiveReceipt` on HTTP, in the same way. */
export async function receiveReceiptRequest(
  request: Request,
  key: string,
): Promise<Response> {
  return answering(request, async () =>
    receiveReceipt({
      key,
      query: new URL(request.url).searchParams,
      address: request.headers.get("x-client-address"),
      body:
        request.method === "GET"
          ? null
          : await readBody(request, MAX_XML_BYTES),
    }),
  );
}

async function answering(
  request: Request,
  receive: () => Promise<CallbackAnswer>,
): Promise<Response> {
  try {
    const answer = await receive();
    return text(answer.status, answer.body);
  } catch (error) {
    if (error instanceof BodyTooLarge) return text(403, "refused");
    log.error(
      { err: error, requestId: request.headers.get("x-request-id") },
      "a callback could not be stored",
    );
    return text(503, "unavailable");
  }
}

function text(status: number, body: string): Response {
  const type = body.startsWith("<xml>")
    ? "text/xml; charset=utf-8"
    : "text/plain; charset=utf-8";
  return new Response(body, {
    status,
    headers: { "content-type": type, "cache-control": "no-store" },
  });
}
