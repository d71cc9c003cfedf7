import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { env } from "#lib/base/env.ts";
import type { SandboxPlan } from "#lib/credentials/platform/index.ts";
import { modules } from "../next-bundle.ts";
import { StartupError } from "./startup-error.ts";

const LISTEN_TIMEOUT_MS = 15_000;
const RESTART_DELAY_MS = 1_000;

export interface SandboxHandle {
  origin: string | null;
  stop: () => Promise<void>;
}

/** Starts the WeChat sandbox as a child process when the platform is simulated, or shares the one of another instance. */
export async function startSandboxIfWanted(
  say: (line: string) => void,
): Promise<SandboxHandle> {
  const { configureFromEnvironment, sandboxPlan, setSandboxOrigin } = (
    await modules()
  ).platform;
  await configureFromEnvironment();
  const plan = await sandboxPlan();
  if (!plan) return { origin: null, stop: () => Promise.resolve() };
  if (plan.origin && (await isRunning(plan.origin)))
    return { origin: plan.origin, stop: () => Promise.resolve() };
  const sandbox = await keepRunning(plan, say);
  await setSandboxOrigin(plan.componentAppid, sandbox.origin);
  say("the WeChat sandbox is running");
  return sandbox;
}

async function isRunning(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/_control/health`, {
      signal: AbortSignal.timeout(1_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Restarts the sandbox on its port, with its state, whenever it dies, until the console stops. */
async function keepRunning(
  plan: SandboxPlan,
  say: (line: string) => void,
): Promise<SandboxHandle & { origin: string }> {
  let stopped = false;
  const first = await start(plan, env().PORT + 1);
  let child = first.child;
  const port = Number(new URL(first.origin).port);
  const watch = (process: ChildProcess) =>
    process.once("exit", () => {
      if (stopped) return;
      say("the WeChat sandbox has ended; it is started again");
      void pause(RESTART_DELAY_MS)
        .then(() => start(plan, port))
        .then((next) => {
          child = next.child;
          watch(child);
        })
        .catch((error: unknown) =>
          say(`the WeChat sandbox cannot be started again: ${String(error)}`),
        );
    });
  watch(child);
  return {
    origin: first.origin,
    async stop() {
      stopped = true;
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([
        gone,
        pause(3_000).then(() => child.kill("SIGKILL")),
      ]);
    },
  };
}

function start(
  plan: SandboxPlan,
  port: number,
): Promise<{ child: ChildProcess; origin: string }> {
  const { PORT, PUBLIC_URL, DATA_DIR } = env();
  const callbacks = `http://localhost:${PORT}/api/wechat/components/${plan.componentAppid}`;
  // Not the console's environment: the sandbox must not get its keys and passwords.
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../sandbox/main.ts")],
    {
      env: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        SANDBOX_PORT: String(port),
        SANDBOX_STATE_FILE: join(DATA_DIR, "sandbox.json"),
        SANDBOX_COMPONENT_APPID: plan.componentAppid,
        SANDBOX_COMPONENT_APPSECRET: plan.appSecret,
        SANDBOX_COMPONENT_TOKEN: plan.token,
        SANDBOX_COMPONENT_AES_KEY: plan.encodingAesKey,
        SANDBOX_EVENTS_URL: `${callbacks}/events`,
        SANDBOX_MESSAGES_URL: `${callbacks}/messages/$APPID$`,
        SANDBOX_LAUNCH_HOST: new URL(PUBLIC_URL).host,
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      // Not in our process group: Ctrl-C reaches only the console, which stops the sandbox.
      detached: true,
    },
  );
  return new Promise((done, fail) => {
    const limit = setTimeout(
      () => fail(new StartupError("the WeChat sandbox did not start in time")),
      LISTEN_TIMEOUT_MS,
    );
    child.once("message", (message: { type?: string; origin?: string }) => {
      clearTimeout(limit);
      if (message.type === "listening" && message.origin)
        done({ child, origin: message.origin });
      else fail(new StartupError("the WeChat sandbox cannot be started"));
    });
    child.once("exit", () => {
      clearTimeout(limit);
      fail(
        new StartupError(
          `the WeChat sandbox cannot be started (is port ${port} taken?)`,
        ),
      );
    });
  });
}
