import { BodyTooLarge, readBody } from "#lib/http/index.ts";
import { log } from "#lib/log.ts";
import { MAX_XML_BYTES } from "#lib/wechat/index.ts";
import { type Callback, receiveCallback } from "./receive-callback.ts";

/** Mounts `receiveCallback` on HTTP: a bounded body in, plain text out; 503 when the callback could not be stored. */
export async function receiveCallbackRequest(
  request: Request,
  callback: Pick<Callback, "channel" | "componentAppid" | "appid">,
): Promise<Response> {
  try {
    const body = await readBody(request, MAX_XML_BYTES);
    const answer = await receiveCallback({
      ...callback,
      query: new URL(request.url).searchParams,
      body,
    });
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
