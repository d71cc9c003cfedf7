import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sent in so many pieces, without a length. */
  pieces?: number;
}

/** Sends a request exactly as given; a browser or `fetch` would normalize it first. */
export function ask(
  origin: string,
  path: string,
  { method = "GET", headers = {}, body, pieces }: Question = {},
): Promise<RawAnswer> {
  const { port, host } = new URL(origin);
  return new Promise((done, fail) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        agent: false,
        setHost: false,
        headers: {
          host,
          ...(body !== undefined && pieces === undefined
            ? { "content-length": Buffer.byteLength(body) }
            : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
        response.on("error", fail);
      },
    );
    asked.on("error", fail);
    if (pieces !== undefined)
      for (let piece = 0; piece < pieces; piece += 1) asked.write(body ?? "");
    asked.end(pieces === undefined ? body : undefined);
  });
}

/** Writes bytes as they are, and reads until the other side hangs up (or 15 s have passed). */
export function askInBytes(origin: string, bytes: string): Promise<RawAnswer> {
  return new Promise((done, fail) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    const chunks: Buffer[] = [];
    const limit = setTimeout(() => socket.destroy(), 15_000);
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", fail);
    socket.on("close", () => {
      clearTimeout(limit);
      done(readAnswer(Buffer.concat(chunks).toString("utf8")));
    });
    socket.write(bytes);
  });
}

function readAnswer(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [status = "", ...lines] = head.split("\r\n");
  return {
    status: Number(status.split(" ")[1] ?? 0),
    headers: Object.fromEntries(
      lines.map((line) => {
        const mark = line.indexOf(":");
        return [line.slice(0, mark).toLowerCase(), line.slice(mark + 1).trim()];
      }),
    ),
    text: rest.join("\r\n\r\n"),
  };
}
