import { type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** Answers what Node.js cannot parse as a request, with our headers. */
export function answerUnreadable(
  server: Server,
  headers: Readonly<Record<string, string>>,
): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else answer(socket, statusOf(error.code), headers);
  });
  server.on("connect", (_request, socket) => answer(socket, 405, headers));
}

function statusOf(code: string | undefined): number {
  switch (code) {
    case "HPE_INVALID_METHOD":
      return 405;
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return 408;
    case "HPE_HEADER_OVERFLOW":
      return 431;
    default:
      return 400;
  }
}

function answer(
  socket: Duplex,
  status: number,
  headers: Readonly<Record<string, string>>,
): void {
  const all = {
    ...headers,
    ...(status === 405 ? { allow: "GET, HEAD, OPTIONS" } : {}),
    "content-length": "0",
    connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n`,
  );
}
