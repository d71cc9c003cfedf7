import type { Server } from "node:http";
import { commands } from "./control/commands.ts";
import { Pusher, type PushResult, type Targets } from "./pushes/pusher.ts";
import { createSandboxServer } from "./http/server.ts";
import type { Account, ComponentConfig, Scenario } from "./state/types.ts";
import { Visits } from "./state/visits.ts";
import { type CallRecord, Simulation } from "./state/simulation.ts";

const TICKET_SECONDS = 12 * 3600;
/** WeChat stops pushing after long failure (protocol 1.4); here after this many in a row. */
const FAILURES_UNTIL_STOP = 72;

export interface SandboxOptions extends Targets {
  component: ComponentConfig;
  /** host[:port] that entry page and redirect_uri must have (protocol 3.2). */
  launchHost: string;
  /** 0 takes a free port. */
  port: number;
  stateFile?: string;
  /** Seconds between two tickets; 0 pushes only by command. */
  ticketSeconds: number;
}

export interface Sandbox {
  origin: string;
  /** The same commands as `POST /_control/<name>`. */
  control: (name: string, body?: unknown) => Promise<unknown>;
  push: (body: object) => Promise<PushResult>;
  setScenario: (scenario: Partial<Scenario>) => void;
  accounts: () => Account[];
  /** The console's calls to paths with this ending, newest first. */
  calls: (path: string) => CallRecord[];
  newestTicket: () => string;
  close: () => Promise<void>;
}

/** Starts the simulated WeChat. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const simulation = new Simulation(
    options.component,
    options.stateFile ?? null,
  );
  const pusher = new Pusher(simulation, options);
  let failures = 0;
  const pushTicket = async () => {
    const ticket = simulation.issue("ticket", TICKET_SECONDS);
    simulation.state.tickets.push(ticket);
    simulation.save();
    const before = simulation.pushes.length;
    await pusher.event({
      InfoType: "component_verify_ticket",
      ComponentVerifyTicket: ticket.value,
    });
    failures =
      simulation.pushes.length > before &&
      simulation.pushes[0]?.answer === "success"
        ? 0
        : failures + 1;
    if (failures >= FAILURES_UNTIL_STOP) simulation.state.pushing = false;
  };
  const context = { simulation, pusher, pushTicket };
  let origin = "";
  const server = createSandboxServer(
    context,
    new Visits(simulation, options.launchHost),
    () => origin,
  );
  await listen(server, options.port);
  const address = server.address();
  origin = `http://localhost:${typeof address === "object" && address ? address.port : options.port}`;
  const tick = () => {
    if (simulation.state.pushing) void pushTicket();
  };
  const timer =
    options.ticketSeconds > 0
      ? setInterval(tick, options.ticketSeconds * 1000)
      : null;
  const first =
    options.ticketSeconds > 0
      ? firstTicket(
          pushTicket,
          () => simulation.pushes[0]?.answer === "success",
        )
      : null;
  return {
    origin,
    control: async (name, body = {}) => {
      const command = commands[name];
      if (!command) throw new Error(`no command ${name}`);
      return command(context, body);
    },
    push: async (body) =>
      (await commands["push"]?.(context, body)) as PushResult,
    setScenario: (scenario) =>
      void Object.assign(simulation.scenario, scenario),
    accounts: () => simulation.state.accounts,
    calls: (path) =>
      simulation.calls.filter((call) => call.path.endsWith(path)),
    newestTicket: () => simulation.state.tickets.at(-1)?.value ?? "",
    async close() {
      if (timer) clearInterval(timer);
      first?.stop();
      simulation.save();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Pushes the first ticket until it is acknowledged, since the console starts to listen a moment later. */
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
