import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { buildIfNeeded } from "./build.ts";

const root = join(import.meta.dirname, "..");
const results = join(root, "endurance", "RESULTS.md");

/** The long forms of the endurance tests (`npm run test:endurance [name…]`); what they measured is kept in endurance/RESULTS.md. */
async function main(): Promise<number> {
  await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
  const folder = mkdtempSync(join(tmpdir(), "lingpai-endurance-report-"));
  const report = join(folder, "figures");
  writeFileSync(report, "");
  const names = process.argv.slice(2);
  try {
    const { status } = spawnSync(
      join(root, "node_modules", ".bin", "vitest"),
      ["run", "--project", "endurance", ...names],
      {
        cwd: root,
        stdio: "inherit",
        env: {
          ...process.env,
          ENDURANCE: "long",
          ENDURANCE_REPORT: report,
        },
      },
    );
    const figures = readFileSync(report, "utf8").trim();
    if (status === 0 && names.length === 0) keep(figures);
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keep(figures: string): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node.js ${process.versions.node}`;
  const lines = figures.split("\n").map((line) => `- ${line}`);
  writeFileSync(
    results,
    [
      "# Endurance",
      "",
      "Made by `npm run test:endurance`; the short forms of the same tests run in every `npm test`.",
      "",
      `${new Date().toISOString().slice(0, 10)}, ${machine}`,
      "",
      ...lines,
      "",
    ].join("\n"),
  );
}

process.exitCode = await main();
if (process.connected) process.disconnect();
