import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { isIP } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import ipaddr from "ipaddr.js";
import next from "next";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { portTrouble } from "./environment.ts";
import { answerOnLane } from "./lane.ts";
import { rooms } from "./rooms.ts";
import { StartupError } from "./startup-error.ts";

/** What is in flight when the console is told to stop may take this long. */
const STOP_MS = 6_000;

/** Next.js on a plain Node.js server, with limits, and with what the app must know of each request put on it. */
export async function prepareApp({
  port,
  dev,
}: {
  port: number;
  dev: boolean;
}): Promise<{ listen: () => Promise<{ stop: () => Promise<void> }> }> {
  const server = createServer({
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 32 * 1024,
  });
  const app = next({ dev, dir: process.cwd(), httpServer: server, port });
  await (dev ? app.prepare() : quietly(() => app.prepare()));
  return { listen: () => listen(app, server, port) };
}

/** A start says what it does in its own lines: Next.js would tell between them how long it took to read its settings. */
async function quietly(prepare: () => Promise<void>): Promise<void> {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = () => true;
  try {
    await prepare();
  } finally {
    stdout.write = write;
  }
}

async function listen(
  app: ReturnType<typeof next>,
  server: Server,
  port: number,
): Promise<{ stop: () => Promise<void> }> {
  let stopping = false;
  const handle = app.getRequestHandler();
  const opened = await rooms();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    describe(request);
    if (stopping) response.setHeader("connection", "close");
    void answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "a request could not be answered");
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!(await answerOnLane(opened, request, response)))
      await handle(request, response);
  };
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      fail(new StartupError(portTrouble(port, error)));
    });
    server.listen(port, done);
  });
  return {
    async stop() {
      stopping = true;
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      await Promise.race([closed, pause(STOP_MS)]);
      server.closeAllConnections();
      await app.close();
    },
  };
}

/** Nobody outside may say these things of a request: whatever came under their names is overwritten. */
function describe(request: IncomingMessage): void {
  request.headers["x-request-id"] = randomUUID();
  request.headers["x-client-address"] = clientAddress(request);
  request.headers["x-request-path"] = request.url ?? "/";
}

/**
 * Where a request comes from. Behind a TLS-terminating proxy (PUBLIC_URL is https while we speak http) on a private
 * address, the last entry that the proxy wrote counts; elsewhere the socket, as anybody can write such a header.
 */
function clientAddress(request: IncomingMessage): string {
  const peer = plain(request.socket.remoteAddress ?? "");
  const forwarded = plain(
    String(request.headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim() ?? "",
  );
  const behindProxy =
    env().PUBLIC_URL.startsWith("https:") &&
    isIP(peer) !== 0 &&
    ipaddr.parse(peer).range() !== "unicast";
  return behindProxy && isIP(forwarded) !== 0 ? forwarded : peer;
}

const plain = (address: string) => address.replace(/^::ffff:/, "");
