import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import next from "next";
import { portFailure } from "#server/runtime/environment.ts";
import {
  createRequestGuard,
  type RequestGuard,
} from "./guard/request-guard.ts";
import { answerUnreadable } from "./guard/unreadable.ts";
import { redirectLibraryOutput } from "#server/runtime/library-output.ts";
import { modules } from "../next-bundle.ts";
import { StartupError } from "#server/runtime/startup-error.ts";

/** How long requests in flight may take once the console stops. */
const STOP_TIMEOUT_MS = 6_000;

/**
 * Prepares Next.js on a plain Node.js server with limits, behind the request guard.
 * @returns `listen` opens the port; `pictures` are origins of account pictures besides WeChat's
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
    // The request guard checks it, and sets its headers on the answer.
    requireHostHeader: false,
    // Only Next.js's development tools use it.
    shouldUpgradeCallback: ({ url }) =>
      dev && (url?.startsWith("/_next/") ?? false),
  });
  if (!dev) redirectLibraryOutput();
  // What `next --experimental-next-config-strip-types` sets: Node.js reads next.config.ts, from its compile cache. The
  // compiler that Next.js would load for it costs a start about 130 ms.
  process.env["__NEXT_NODE_NATIVE_TS_LOADER_ENABLED"] = "true";
  const app = next({ dev, dir: process.cwd(), httpServer: server, port });
  await (dev ? app.prepare() : withoutOutput(() => app.prepare()));
  return {
    async listen(pictures) {
      const guard = createRequestGuard({
        modules: await modules(),
        next: app.getRequestHandler(),
        pictures,
        dev,
      });
      return listen(app, server, port, guard);
    },
  };
}

/** Runs a step without the lines that Next.js prints about its settings. */
async function withoutOutput(prepare: () => Promise<void>): Promise<void> {
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
  guard: RequestGuard,
): Promise<{ stop: () => Promise<void> }> {
  let stopping = false;
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (stopping) response.setHeader("connection", "close");
    guard.handle(request, response);
  });
  server.on("checkExpectation", guard.rejectExpectation);
  answerUnreadable(server, guard.headers.data);
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      fail(new StartupError(portFailure(port, error)));
    });
    server.listen(port, done);
  });
  return {
    async stop() {
      stopping = true;
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      await Promise.race([closed, pause(STOP_TIMEOUT_MS)]);
      server.closeAllConnections();
      await app.close();
    },
  };
}
