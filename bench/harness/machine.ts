import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { nativeFolder } from "#server/postgres/binaries.ts";

/** The machine that a run was made on, in one line. */
export function machine(): string {
  const cores = cpus();
  const postgres = execFileSync(join(nativeFolder(), "bin", "postgres"), [
    "--version",
  ]);
  return [
    cores[0]?.model.trim() ?? "unknown processor",
    `${cores.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node.js ${process.versions.node}`,
    `PostgreSQL ${postgres.toString().trim().split(" ").at(-1) ?? ""}`,
  ].join(", ");
}
