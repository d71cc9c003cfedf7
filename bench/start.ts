import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, owner, spawnConsole } from "../tests/harness/console.ts";
import { defineBenchmark } from "./harness/benchmark.ts";
import { defer } from "./harness/cleanup.ts";
import { emptyApp, nextProgram } from "./harness/empty-app.ts";
import { startPostgres, temporaryFolder } from "./harness/postgres.ts";
import { compare } from "./harness/rounds.ts";

const STARTS = 3;
const POLL_MS = 5;
const LIMIT_MS = 60_000;

/** The milliseconds until a page answers 200; the process is then stopped. */
async function msToAnswer(
  begun: number,
  child: ChildProcess,
  page: string,
): Promise<number> {
  const ended = new Promise((done) => child.once("exit", done));
  const end = () => void child.kill("SIGTERM");
  defer(end);
  while (!(await answers(page))) {
    if (child.exitCode !== null || performance.now() - begun > LIMIT_MS)
      throw new Error(`${page} does not answer`);
    await pause(POLL_MS);
  }
  const took = performance.now() - begun;
  end();
  await ended;
  return took;
}

/** The fastest of a few starts: other load on the machine only slows them. */
async function fastest(start: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < STARTS; time += 1) times.push(await start());
  return Math.min(...times);
}

async function answers(page: string): Promise<boolean> {
  try {
    const answer = await fetch(page);
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

export default defineBenchmark({
  name: "start",
  compares:
    "Time from spawning the built console, on a running and migrated database, to its first page ÷ that of an empty Next.js application (next start).",
  target: { atMost: 1.6 },
  async run(say) {
    const empty = emptyApp(say);
    const env = {
      DATABASE_URL: await startPostgres(),
      DATA_DIR: temporaryFolder(),
      SECRET_KEYS: `bench:${Buffer.alloc(32, 7).toString("base64")}`,
      ADMIN_EMAIL: owner.email,
      ADMIN_PASSWORD: owner.password,
      SANDBOX: "off",
    };
    const lingpai = async () => {
      const port = await freePort();
      const begun = performance.now();
      const { child } = spawnConsole({ ...env, PORT: String(port) });
      return msToAnswer(begun, child, `http://localhost:${port}/sign-in`);
    };
    const nothing = async () => {
      const port = await freePort();
      const begun = performance.now();
      const child = spawn(
        process.execPath,
        [nextProgram, "start", "-p", String(port)],
        {
          cwd: empty,
          env: { ...process.env, NODE_ENV: "production" },
          stdio: "ignore",
        },
      );
      return msToAnswer(begun, child, `http://localhost:${port}/`);
    };
    // The first start makes the owner and fills the file caches.
    await lingpai();
    await nothing();
    const result = await compare({
      name: "first page",
      unit: "ms",
      reference: () => fastest(nothing),
      ours: () => fastest(lingpai),
    });
    return { cases: [result], notes: [] };
  },
});
