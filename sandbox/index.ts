import type { Server } from "node:http";
import { commands } from "./control.ts";
import { Pusher, type PushResult, type Targets } from "./push.ts";
import { createSandboxServer } from "./server.ts";
import type { Account, ComponentConfig, Knobs } from "./types.ts";
import { Visits } from "./visits.ts";
import { type CallRecord, World } from "./world.ts";

const TICKET_SECONDS = 12 * 3600;
/** WeChat stops pushing after long failure (protocol 1.4); here after this many in a row. */
const FAILURES_UNTIL_STOP = 72;

export interface SandboxOptions extends Targets {
  component: ComponentConfig;
  /** host[:port] that entry page and redirect_uri must have (protocol 3.2). */
  launchHost: string;
  /** 0 takes any free one. */
  port: number;
  stateFile?: string;
  /** Seconds between two tickets; 0 pushes only when told to. */
  ticketSeconds: number;
}

export interface Sandbox {
  origin: string;
  /** The same commands as `POST /_control/<name>`. */
  control: (name: string, body?: unknown) => Promise<unknown>;
  push: (body: object) => Promise<PushResult>;
  setKnobs: (knobs: Partial<Knobs>) => void;
  accounts: () => Account[];
  /** Calls of the console's to paths that end so, newest first. */
  calls: (path: string) => CallRecord[];
  newestTicket: () => string;
  close: () => Promise<void>;
}

/** Starts the simulated WeChat. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = new World(options.component, options.stateFile ?? null);
  const pusher = new Pusher(world, options);
  let failures = 0;
  const pushTicket = async () => {
    const ticket = world.issue("ticket", TICKET_SECONDS);
    world.state.tickets.push(ticket);
    world.save();
    const before = world.pushes.length;
    await pusher.event({
      InfoType: "component_verify_ticket",
      ComponentVerifyTicket: ticket.value,
    });
    failures =
      world.pushes.length > before && world.pushes[0]?.answer === "success"
        ? 0
        : failures + 1;
    if (failures >= FAILURES_UNTIL_STOP) world.state.pushing = false;
  };
  const desk = { world, pusher, pushTicket };
  let origin = "";
  const server = createSandboxServer(
    desk,
    new Visits(world, options.launchHost),
    () => origin,
  );
  await listen(server, options.port);
  const address = server.address();
  origin = `http://localhost:${typeof address === "object" && address ? address.port : options.port}`;
  const tick = () => {
    if (world.state.pushing) void pushTicket();
  };
  const timer =
    options.ticketSeconds > 0
      ? setInterval(tick, options.ticketSeconds * 1000)
      : null;
  const first =
    options.ticketSeconds > 0
      ? firstTicket(pushTicket, () => world.pushes[0]?.answer === "success")
      : null;
  return {
    origin,
    control: async (name, body = {}) => {
      const command = commands[name];
      if (!command) throw new Error(`no command ${name}`);
      return command(desk, body);
    },
    push: async (body) => (await commands["push"]?.(desk, body)) as PushResult,
    setKnobs: (knobs) => void Object.assign(world.knobs, knobs),
    accounts: () => world.state.accounts,
    calls: (path) => world.calls.filter((call) => call.path.endsWith(path)),
    newestTicket: () => world.state.tickets.at(-1)?.value ?? "",
    async close() {
      if (timer) clearInterval(timer);
      first?.stop();
      world.save();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The console opens its door a moment after the sandbox: the first ticket is pushed until it is taken. */
function firstTicket(
  push: () => Promise<void>,
  taken: () => boolean,
): { stop: () => void } {
  let left = 60;
  const timer = setInterval(() => {
    left -= 1;
    if (taken() || left === 0) clearInterval(timer);
    else void push();
  }, 1_000);
  void push();
  return { stop: () => clearInterval(timer) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    // Both families of loopback: `localhost` is 127.0.0.1 here and ::1 there.
    server.listen(port, "localhost", done);
  });
}
