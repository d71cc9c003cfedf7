import { Readable } from "node:stream";

/** The body is larger than the limit. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/** An unread body blocks its connection for the next request, so up to this many bytes of a refused body are discarded. */
const DISCARD_BYTES = 8 * 1024 * 1024;

/**
 * Reads a request's body up to a limit.
 * @param body of a `Request`, or a Node.js request itself
 * @param limit bytes
 * @throws {BodyTooLarge}
 */
export async function readBody(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
): Promise<Buffer> {
  const kept = new Kept(limit);
  if (body instanceof Readable) await drain(body, kept);
  else for await (const chunk of body ?? []) if (!kept.take(chunk)) break;
  return kept.whole();
}

class Kept {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns whether to read on */
  take(chunk: Uint8Array): boolean {
    this.#size += chunk.byteLength;
    if (this.#size > this.#limit) this.#chunks.length = 0;
    else this.#chunks.push(chunk);
    return this.#size <= DISCARD_BYTES;
  }

  /** @throws {BodyTooLarge} */
  whole(): Buffer {
    if (this.#size > this.#limit) throw new BodyTooLarge();
    return Buffer.concat(this.#chunks);
  }
}

/** Uses events, as the iterator of a Node.js stream costs more than everything else in receiving a callback. */
function drain(body: Readable, kept: Kept): Promise<void> {
  return new Promise((done, fail) => {
    body.on("data", (chunk: Uint8Array) => {
      if (kept.take(chunk)) return;
      body.destroy();
      done();
    });
    body.once("end", done);
    body.once("error", fail);
  });
}
