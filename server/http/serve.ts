import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import next from "next";
import { portTrouble } from "#server/runtime/environment.ts";
import { type FrontDoor, openFrontDoor } from "./guard/request-guard.ts";
import { answerUnreadable } from "./guard/unreadable.ts";
import { takeLibraryLines } from "#server/runtime/library-output.ts";
import { modules } from "../next-bundle.ts";
import { StartupError } from "#server/runtime/startup-error.ts";

/** What is in flight when the console is told to stop may take this long. */
const STOP_MS = 6_000;

/**
 * Next.js on a plain Node.js server with limits, behind the front door.
 * @returns starts to listen; `pictures` are origins of account pictures beside WeChat's
 */
export async function prepareApp({
  port,
  dev,
}: {
  port: number;
  dev: boolean;
}): Promise<{
  listen: (pictures: string[]) => Promise<{ stop: () => Promise<void> }>;
}> {
  const server = createServer({
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 32 * 1024,
    // The front door minds that, and says so with its headers.
    requireHostHeader: false,
    // Nobody but Next.js's own tools has a use for it.
    shouldUpgradeCallback: ({ url }) =>
      dev && (url?.startsWith("/_next/") ?? false),
  });
  if (!dev) takeLibraryLines();
  const app = next({ dev, dir: process.cwd(), httpServer: server, port });
  await (dev ? app.prepare() : quietly(() => app.prepare()));
  return {
    async listen(pictures) {
      const door = openFrontDoor({
        modules: await modules(),
        next: app.getRequestHandler(),
        pictures,
        dev,
      });
      return listen(app, server, port, door);
    },
  };
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
  door: FrontDoor,
): Promise<{ stop: () => Promise<void> }> {
  let stopping = false;
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (stopping) response.setHeader("connection", "close");
    door.receive(request, response);
  });
  server.on("checkExpectation", door.refuseExpectation);
  answerUnreadable(server, door.headers.data);
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
