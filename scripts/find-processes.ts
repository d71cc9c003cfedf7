import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface FoundProcess {
  pid: number;
  /** The command line; where only `ps` can be asked, the environment follows it. */
  command: string;
}

/** The processes of this machine whose command line or environment contains a text, except this one. */
export function findProcesses(text: string): FoundProcess[] {
  const all = existsSync("/proc/self/environ") ? fromProc() : fromPs();
  return all.filter(
    ({ pid, command, environment }) =>
      pid !== process.pid &&
      (command.includes(text) || environment.includes(text)),
  );
}

/** A bare Linux has no `ps`. */
function fromProc(): (FoundProcess & { environment: string })[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      command: readProc(pid, "cmdline"),
      environment: readProc(pid, "environ"),
    }));
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " ");
  } catch {
    // It has ended, or its environment is another user's.
    return "";
  }
}

function fromPs(): (FoundProcess & { environment: string })[] {
  return execFileSync("ps", ["-axEwwo", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined
        ? []
        : [{ pid: Number(pid), command, environment: "" }];
    });
}
