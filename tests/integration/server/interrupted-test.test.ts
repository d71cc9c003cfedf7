import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { findProcesses } from "../../../scripts/find-processes.ts";
import { eventually } from "../../harness/deployment.ts";

/** Each takes about ten seconds on a busy machine; another one may be several times slower. */
const START_MS = 120_000;
const END_MS = 60_000;
vi.setConfig({ testTimeout: START_MS + END_MS + 20_000 });

const root = join(import.meta.dirname, "../../..");
const DATABASE = /^\S*\/(?:initdb|postgres) /;
const CONSOLE = /server\/main\.ts/;
const RUNNER = /scripts\/test\.ts/;

interface InnerRun {
  bootstrap: ChildProcess;
  /** The process id of the first process of the run with such a command line. */
  started: (command: RegExp) => Promise<number>;
  /** Resolves when the run has left no process and no file. */
  cleanedUp: () => Promise<void>;
}

/** Starts `npm test` of one file; all that it starts and writes is found by its temporary folder. */
function startInnerRun(): InnerRun {
  const folder = mkdtempSync(join(tmpdir(), "lingpai-interrupted-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(folder, 0o755);
  onTestFinished(() => {
    for (const { pid } of findProcesses(folder)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  const bootstrap = spawn(
    process.execPath,
    [
      "scripts/bootstrap.mjs",
      "test",
      "integration",
      "tests/integration/authorization/connecting.test.ts",
    ],
    {
      cwd: root,
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        NODE_ENV: undefined as unknown as "test",
        TMPDIR: folder,
      },
      stdio: "ignore",
    },
  );
  return {
    bootstrap,
    async started(command) {
      let pid: number | undefined;
      await eventually(() => {
        pid = findProcesses(folder).find((one) =>
          command.test(one.command),
        )?.pid;
        if (bootstrap.exitCode !== null)
          throw new Error("the run has ended by itself");
        return pid !== undefined;
      }, START_MS);
      return pid ?? 0;
    },
    cleanedUp: () =>
      expect
        .poll(
          () => [
            ...findProcesses(folder).map(({ command }) => command),
            ...readdirSync(folder),
          ],
          { timeout: END_MS },
        )
        .toEqual([]),
  };
}

test("Ctrl-C while the database starts leaves no process and no file", async () => {
  const { bootstrap, started, cleanedUp } = startInnerRun();
  await started(DATABASE);
  bootstrap.kill("SIGINT");
  await once(bootstrap, "exit");
  await cleanedUp();
});

test("SIGTERM while a console runs leaves no process and no file", async () => {
  const { bootstrap, started, cleanedUp } = startInnerRun();
  await started(CONSOLE);
  bootstrap.kill("SIGTERM");
  await once(bootstrap, "exit");
  await cleanedUp();
});

test("a run whose parent is killed outright leaves no process and no file", async () => {
  const { bootstrap, started, cleanedUp } = startInnerRun();
  await started(CONSOLE);
  bootstrap.kill("SIGKILL");
  await cleanedUp();
});

test("a run that is killed outright itself leaves no process and no file", async () => {
  const { started, cleanedUp } = startInnerRun();
  await started(CONSOLE);
  process.kill(await started(RUNNER), "SIGKILL");
  await cleanedUp();
});
