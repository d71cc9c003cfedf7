import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildIfNeeded } from "./build.ts";
import { type Count, readPlaywright, readVitest } from "./test-report.ts";
import { startTestRun, type TestRun } from "./test-run.ts";

const root = join(import.meta.dirname, "..");
const bin = (name: string) => join(root, "node_modules", ".bin", name);

interface Step {
  name: string;
  program: string;
  args: string[];
  env?: Record<string, string>;
  /** Measures nothing and shares nothing: it may run together with others of its kind. */
  together?: true;
  /** How many tests there were; a check without tests counts as one. */
  count?: () => Count;
}

function steps(reports: string): Step[] {
  const vitest = (name: string): Step => ({
    name,
    program: bin("vitest"),
    args: [
      "run",
      "--project",
      name,
      "--reporter=default",
      "--reporter=json",
      `--outputFile=${join(reports, `${name}.json`)}`,
    ],
    count: () =>
      readVitest(readFileSync(join(reports, `${name}.json`), "utf8"), root),
  });
  return [
    {
      name: "format",
      program: bin("prettier"),
      args: ["--check", "--log-level=warn", "."],
      together: true,
    },
    {
      name: "lint",
      program: bin("eslint"),
      args: ["--max-warnings=0", "."],
      together: true,
    },
    {
      name: "types",
      program: bin("tsc"),
      args: ["--noEmit", "-p", "."],
      together: true,
    },
    {
      name: "unused",
      program: bin("knip"),
      args: ["--no-progress"],
      together: true,
    },
    vitest("unit"),
    vitest("integration"),
    vitest("endurance"),
    {
      name: "e2e",
      program: bin("playwright"),
      args: ["test"],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "e2e.json") },
      count: () =>
        readPlaywright(readFileSync(join(reports, "e2e.json"), "utf8")),
    },
  ];
}

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const)
  process.on(signal, () => interruption.abort());

function execute(
  step: Step,
  more: string[],
  run: TestRun,
): Promise<{ status: number; output: string }> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    // vitest and Playwright mind NODE_ENV and colours of their own; the coloured codes would hide words in CI's log.
    const child = spawn(step.program, [...step.args, ...more], {
      cwd: root,
      env: {
        ...process.env,
        FORCE_COLOR: "0",
        TMPDIR: run.folder,
        ...step.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", (error) => done({ status: 1, output: error.message }));
    child.once("close", (status) =>
      done({
        status: status ?? 1,
        output: Buffer.concat(chunks).toString("utf8"),
      }),
    );
  });
}

const NOTHING: Count = { passed: 0, failed: 0, failures: [] };
const failure = (what: string): Count => ({
  passed: 0,
  failed: 1,
  failures: [what],
});

function countOf(step: Step, status: number): Count {
  if (!step.count)
    return status === 0
      ? { passed: 1, failed: 0, failures: [] }
      : failure(step.name);
  try {
    const count = step.count();
    if (status === 0 || count.failed > 0) return count;
    // A runner that fails with every test passed has failed at something else: that is one failure, too.
    const { passed, failures } = count;
    return failures.length > 0
      ? { passed, failed: failures.length, failures }
      : { ...failure(`${step.name}: exit code ${status}`), passed };
  } catch {
    return failure(`${step.name}: no report`);
  }
}

/** Runs a step, says how it goes, and shows what it printed when it failed; an interrupted one counts for nothing. */
async function perform(
  step: Step,
  more: string[],
  run: TestRun,
): Promise<Count> {
  if (interruption.signal.aborted) return NOTHING;
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  process.stdout.write(`${step.name} …\n`);
  const tick = setInterval(
    () => process.stdout.write(`${step.name} … ${seconds()} s\n`),
    30_000,
  );
  const { status, output } = await execute(step, more, run);
  clearInterval(tick);
  if (interruption.signal.aborted) return NOTHING;
  const count = countOf(step, status);
  if (count.failed > 0) process.stdout.write(`${output}\n`);
  process.stdout.write(
    `${step.name}: ${count.passed} passed, ${count.failed} failed (${seconds()} s)\n`,
  );
  return count;
}

/** `npm test` runs everything; `npm test -- unit`, `-- integration connecting`, `-- e2e` run a part of it. */
async function main(): Promise<number> {
  const [only, ...more] = process.argv.slice(2);
  const run = startTestRun();
  interruption.signal.addEventListener("abort", () => void run.end());
  const chosen = steps(run.folder).filter(
    (step) => only === undefined || step.name === only,
  );
  const counts: Count[] = [];
  try {
    if (
      chosen.some((step) =>
        ["integration", "endurance", "e2e", "types"].includes(step.name),
      )
    )
      await buildIfNeeded((line) => process.stdout.write(`${line}\n`), {
        TMPDIR: run.folder,
      });
    counts.push(
      ...(await Promise.all(
        chosen
          .filter(({ together }) => together)
          .map((step) => perform(step, more, run)),
      )),
    );
    for (const step of chosen.filter(({ together }) => !together))
      counts.push(await perform(step, more, run));
  } catch (error) {
    if (!interruption.signal.aborted)
      counts.push(
        failure(error instanceof Error ? error.message : String(error)),
      );
  } finally {
    await run.end();
  }
  if (interruption.signal.aborted) counts.push(failure("interrupted"));
  if (chosen.length === 0) counts.push(failure(`there is no part "${only}"`));
  const sum = (of: "passed" | "failed") =>
    counts.reduce((total, count) => total + count[of], 0);
  // At the end once more: of a long log only that may be left.
  const failures = counts.flatMap((count) => count.failures);
  process.stdout.write(failures.map((text) => `\n✗ ${text}\n`).join(""));
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
  return sum("failed") === 0 ? 0 : 1;
}

process.exitCode = await main();
if (process.connected) process.disconnect();
