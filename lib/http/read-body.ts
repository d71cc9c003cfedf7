/** The body is larger than the limit. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/** A body that is refused before it is read blocks its connection for the next request: so far it is read and thrown away. */
const DISCARD_BYTES = 8 * 1024 * 1024;

/**
 * Reads a request's body and keeps no more of it than the limit, however much is sent.
 * @param body of a `Request`, or a Node.js request itself
 * @param limit bytes
 * @throws {BodyTooLarge}
 */
export async function readBody(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > limit) chunks.length = 0;
    else chunks.push(chunk);
    if (size > DISCARD_BYTES) break;
  }
  if (size > limit) throw new BodyTooLarge();
  return Buffer.concat(chunks);
}
