import type { IncomingMessage } from "node:http";

const KILOBYTE = 1024;
/** The limit of a route that declares no other (lib/api). */
const DEFAULT_BYTES = 64 * KILOBYTE;
const LARGER_LIMITS: Readonly<Record<string, number>> = {
  "/api/v1/user-properties/import": 1024 * KILOBYTE,
};
/** A form on a bad connection needs seconds, not minutes. */
const BODY_TIMEOUT_MS = 10_000;

/** The most bytes that a request's body may have. */
export function bodyLimit(method: string | undefined, path: string): number {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return 0;
  return LARGER_LIMITS[path] ?? DEFAULT_BYTES;
}

/**
 * Waits until the whole body of a request has arrived, so that nothing behind the guard waits for a visitor.
 *
 * The body is not read here, since Next.js takes no stream that was read. Chunks are kept back from the stream until all
 * have arrived.
 * @param limit bytes
 * @returns why the request has to be rejected, or null
 */
export async function waitForBody(
  request: IncomingMessage,
  limit: number,
): Promise<"body_too_large" | "body_too_slow" | null> {
  const declared = request.headers["content-length"];
  if (
    declared === undefined &&
    request.headers["transfer-encoding"] === undefined
  )
    return null;
  if (Number(declared ?? 0) > limit) return "body_too_large";
  let size = request.readableLength;
  if (request.complete) return size > limit ? "body_too_large" : null;
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    const push = request.push.bind(request);
    const finish = (code: "body_too_large" | "body_too_slow" | null) => {
      clearTimeout(timer);
      request.off("error", onError);
      request.push = push;
      if (code) request.resume();
      else for (const chunk of [...chunks, null]) push(chunk);
      done(code);
    };
    // The connection is closed: nothing that is answered arrives.
    const onError = () => finish("body_too_slow");
    const timer = setTimeout(() => finish("body_too_slow"), BODY_TIMEOUT_MS);
    request.on("error", onError);
    request.push = (chunk: Buffer | null) => {
      if (chunk === null) finish(null);
      else {
        size += chunk.length;
        chunks.push(chunk);
        if (size > limit) finish("body_too_large");
      }
      return true;
    };
    // Node.js pauses the connection when more arrives at once than the stream buffers; this resumes it.
    request._read(0);
  });
}
