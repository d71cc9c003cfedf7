import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartupError } from "./startup-error.ts";

/**
 * Locks a data folder against a second console. The lock holds process id and start time, so that the lock of a killed
 * console does not count once its id is reused.
 * @throws {StartupError} when another console runs on the folder
 */
export function lockDataDir(dataDir: string): { release: () => void } {
  const file = join(dataDir, "console.lock");
  const content = `${process.pid} ${startTime(process.pid)}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, content, { flag: "wx", mode: 0o600 });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!(
        error instanceof Error &&
        "code" in error &&
        error.code === "EEXIST"
      ))
        throw error;
      const [pid = "", ...time] = readFileSync(file, "utf8").split(" ");
      if (time.length > 0 && startTime(Number(pid)) === time.join(" "))
        throw new StartupError(
          `DATA_DIR ${dataDir} is in use by another console (process ${pid}): end it or set DATA_DIR to another folder`,
        );
      rmSync(file, { force: true });
    }
  }
  throw new StartupError(
    `DATA_DIR ${dataDir} is being taken by another console at this moment`,
  );
}

/** The start time of a process as the system prints it; empty when there is no such process. */
function startTime(pid: number): string {
  try {
    if (existsSync("/proc/self/stat")) {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
    }).trim();
  } catch {
    return "";
  }
}
