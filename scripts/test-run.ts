import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestRun {
  /** The TMPDIR of all steps, by which their processes are found. */
  folder: string;
  /** Kills what the steps have started and removes the folder. */
  end: () => Promise<void>;
}

/**
 * Makes the temporary folder of a run and starts the program that cleans up when the run ends or this process does
 * (test-cleanup.ts).
 */
export function startTestRun(): TestRun {
  const folder = mkdtempSync(join(tmpdir(), "lingpai-test-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(folder, 0o755);
  const cleanup = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      join(import.meta.dirname, "test-cleanup.ts"),
      folder,
    ],
    // In a session of its own, where Ctrl-C does not reach it.
    { stdio: ["pipe", "ignore", "inherit"], detached: true },
  );
  const ended = new Promise<void>((done) => cleanup.once("close", done));
  return {
    folder,
    end() {
      cleanup.stdin.end();
      return ended;
    },
  };
}
