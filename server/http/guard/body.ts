import type { IncomingMessage } from "node:http";

const KILOBYTE = 1024;
/** As much as a route takes unless it says otherwise (lib/api). */
const USUAL_BYTES = 64 * KILOBYTE;
const LARGER: Readonly<Record<string, number>> = {
  "/api/v1/user-properties/import": 1024 * KILOBYTE,
};
/** A form on a bad connection needs seconds, not minutes. */
const ALL_HERE_MS = 10_000;

/** The most bytes that a request's body may have. */
export function bodyLimit(method: string | undefined, path: string): number {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return 0;
  return LARGER[path] ?? USUAL_BYTES;
}

/**
 * Waits until a request's body is here, and no more of it than the limit. So nothing behind the front door ever waits for
 * a visitor, and no library buffers what it is sent.
 *
 * It is not read here: a stream that has been read is none that Next.js would take for a body. What arrives is kept from
 * it until all of it has.
 * @param limit bytes
 */
export async function holdBody(
  request: IncomingMessage,
  limit: number,
): Promise<"body_too_large" | "body_too_slow" | null> {
  const told = request.headers["content-length"];
  if (told === undefined && request.headers["transfer-encoding"] === undefined)
    return null;
  if (Number(told ?? 0) > limit) return "body_too_large";
  let size = request.readableLength;
  if (request.complete) return size > limit ? "body_too_large" : null;
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    const push = request.push.bind(request);
    const end = (trouble: "body_too_large" | "body_too_slow" | null) => {
      clearTimeout(timer);
      request.off("error", gone);
      request.push = push;
      if (trouble) request.resume();
      else for (const chunk of [...chunks, null]) push(chunk);
      done(trouble);
    };
    // Nobody is there any more; what is answered goes nowhere.
    const gone = () => end("body_too_slow");
    const timer = setTimeout(() => end("body_too_slow"), ALL_HERE_MS);
    request.on("error", gone);
    request.push = (chunk: Buffer | null) => {
      if (chunk === null) end(null);
      else {
        size += chunk.length;
        chunks.push(chunk);
        if (size > limit) end("body_too_large");
      }
      return true;
    };
    // The connection stands still when more has come at once than a stream likes to hold.
    request._read(0);
  });
}
