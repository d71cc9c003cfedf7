import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const READY_MS = 60_000;
const STOP_MS = 12_000;
export const owner = {
  email: "owner@example.com",
  password: "correct horse battery",
};
/** The same on every console of a run, so that instances can open each other's secrets. */
export const SECRET_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;

export interface Console extends Omit<Program, "child"> {
  origin: string;
  port: number;
  /** SIGTERM, as a deployment would. @returns the exit status */
  stop: () => Promise<number | null>;
  kill9: () => Promise<void>;
}

/** One of our programs as a process of its own. */
export interface Program {
  child: ChildProcess;
  pid: number;
  /** All that it has printed. */
  output: () => string;
  /** Resolves with the exit status when it ends by itself. */
  ended: Promise<number | null>;
}

/** The real server as a process of its own; without `ready` it is only started. */
export function spawnConsole(env: Record<string, string>): Program {
  return spawnProgram(["server/main.ts"], env);
}

/** A command of `npm run lingpai`, without npm. */
export function spawnLingpai(
  args: string[],
  env: Record<string, string>,
): Program {
  return spawnProgram(["scripts/lingpai.ts", ...args], env);
}

function spawnProgram(args: string[], env: Record<string, string>): Program {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", ...args],
    {
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        TMPDIR: process.env["TMPDIR"],
        NODE_ENV: undefined as unknown as "test",
        LOG_LEVEL: "warn",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  // Not its exit: what it said last may come after that.
  const ended = new Promise<number | null>((resolve) =>
    child.once("close", resolve),
  );
  return {
    child,
    pid: child.pid ?? 0,
    output: () => Buffer.concat(chunks).toString("utf8"),
    ended,
  };
}

/** Starts a console on a free port and waits until it is ready. */
export async function startConsole(
  env: Record<string, string>,
): Promise<Console> {
  const port = env["PORT"] ? Number(env["PORT"]) : await freePort();
  const dataDir =
    env["DATA_DIR"] ?? mkdtempSync(join(tmpdir(), "lingpai-console-"));
  const started = spawnConsole({
    SECRET_KEYS,
    ADMIN_EMAIL: owner.email,
    ADMIN_PASSWORD: owner.password,
    PORT: String(port),
    DATA_DIR: dataDir,
    ...env,
  });
  const deadline = performance.now() + READY_MS;
  let over = false;
  void started.ended.then(() => (over = true));
  while (!started.output().includes("Lingpai is ready")) {
    if (over || performance.now() > deadline)
      throw new Error(`the console did not start:\n${started.output()}`);
    await pause(50);
  }
  const tidy = () =>
    env["DATA_DIR"] === undefined &&
    rmSync(dataDir, { recursive: true, force: true });
  return {
    ...started,
    port,
    origin: `http://localhost:${port}`,
    async stop() {
      started.child.kill("SIGTERM");
      const status = await Promise.race([
        started.ended,
        pause(STOP_MS, "late" as const),
      ]);
      if (status === "late") {
        started.child.kill("SIGKILL");
        throw new Error(
          `the console did not stop in ${STOP_MS} ms:\n${started.output()}`,
        );
      }
      tidy();
      return status;
    },
    async kill9() {
      started.child.kill("SIGKILL");
      await started.ended;
      tidy();
    },
  };
}

/**
 * A free port outside the system's ephemeral range: a connection could take an ephemeral one before the console listens
 * on it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, () => probe.close(() => done(true)));
  });
}
