// Cleans up after a test run, however it ends: waits for the end of its standard input, which closes even when the
// runner is killed outright. Its argument is the folder that the run uses as TMPDIR. A process belongs to the run if its
// command line or its environment names the folder: PostgreSQL and browsers leave the process groups of their parents.
import { rm } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { findProcesses, type FoundProcess } from "./find-processes.ts";

const POSTGRES_STOP_MS = 5_000;
const GIVE_UP_MS = 30_000;
const POLL_MS = 50;

const isPostgres = ({ command }: FoundProcess) =>
  /^\S*\/postgres /.test(command);

function signal({ pid }: FoundProcess, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}

/** Kills until no process is left: those found may have started others meanwhile. */
async function killProcesses(folder: string): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const elapsed = performance.now() - begun;
    const found = findProcesses(folder);
    if (found.length === 0 || elapsed > GIVE_UP_MS) return;
    for (const one of found)
      // SIGQUIT lets PostgreSQL release its shared memory.
      if (isPostgres(one) && elapsed < POSTGRES_STOP_MS) signal(one, "SIGQUIT");
      else signal(one, "SIGKILL");
    await pause(POLL_MS);
  }
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("the folder of the run is missing");
await text(process.stdin);
await killProcesses(folder);
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
