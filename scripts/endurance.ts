import { spawnSync } from "node:child_process";
import {
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { machine } from "../bench/harness/machine.ts";
import { buildIfNeeded } from "./build.ts";
import { keepSection } from "./results-file.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "tests", "endurance");
const HEAD = `# Endurance

Written by \`npm run test:endurance\`: what the long forms measured. The short forms of the same tests run in every \`npm test\`.
`;

/** Runs the long forms of one file, and keeps its figures when all of them passed. @returns whether they did */
function runOne(name: string): boolean {
  const scratch = mkdtempSync(join(tmpdir(), "lingpai-endurance-report-"));
  const report = join(scratch, "figures");
  writeFileSync(report, "");
  try {
    const { status } = spawnSync(
      join(root, "node_modules", ".bin", "vitest"),
      ["run", "--project", "endurance", `tests/endurance/${name}.test.ts`],
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
    if (status !== 0) return false;
    const figures = readFileSync(report, "utf8").trim().split("\n");
    keepSection(join(folder, "RESULTS.md"), {
      head: HEAD,
      name,
      text: `${new Date().toISOString().slice(0, 10)}, ${machine()}.\n\n${figures.map((line) => `- ${line}`).join("\n")}`,
    });
    return true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `npm run test:endurance` runs the long forms of all endurance tests, `npm run test:endurance kills memory` some. */
async function main(): Promise<number> {
  const known = globSync("*.test.ts", { cwd: folder })
    .map((file) => basename(file, ".test.ts"))
    .sort();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    process.stdout.write(
      `there is no endurance test ${unknown}, but: ${known.join(", ")}\n`,
    );
    return 1;
  }
  await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
  const failed = (asked.length > 0 ? asked : known).filter(
    (name) => !runOne(name),
  );
  process.stdout.write(
    failed.length === 0 ? "all passed\n" : `failed: ${failed.join(", ")}\n`,
  );
  return failed.length;
}

process.exitCode = await main();
if (process.connected) process.disconnect();
