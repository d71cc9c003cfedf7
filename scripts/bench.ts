import { globSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type Benchmark,
  passes,
  targetText,
  worstCase,
} from "../bench/harness/benchmark.ts";
import { cleanUp } from "../bench/harness/cleanup.ts";
import { machine } from "../bench/harness/machine.ts";
import { HEAD, sectionOf } from "../bench/harness/results.ts";
import { spread, STEADY } from "../bench/harness/rounds.ts";
import { buildIfNeeded } from "./build.ts";
import { keepSection } from "./results-file.ts";

const folder = join(import.meta.dirname, "..", "bench");
const resultsFile = join(folder, "RESULTS.md");
const begun = performance.now();

function say(line: string): void {
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  process.stdout.write(`[${seconds.padStart(4)} s] ${line}\n`);
}

/** Runs one benchmark and keeps its result. @returns whether the target is met */
async function runOne(name: string): Promise<boolean> {
  const { default: benchmark } = (await import(join(folder, `${name}.ts`))) as {
    default: Benchmark;
  };
  const { target } = benchmark;
  say(`${name}: ${benchmark.compares}`);
  const outcome = await benchmark.run((line) => say(`${name}: ${line}`));
  for (const { name: title, ratio, reference, ours, unit } of outcome.cases)
    say(
      `${name}: ${ratio.toFixed(2)}  ${title}  ${rounds(reference)} → ${rounds(ours)} ${unit}`,
    );
  for (const note of outcome.notes) say(`${name}: ${note}`);
  const unsteady = outcome.cases.find(
    ({ reference }) => spread(reference) > STEADY,
  );
  if (unsteady)
    throw new Error(
      `no ratio: the rounds of the reference differ by ${Math.round(spread(unsteady.reference) * 100)} % (${unsteady.name}); try again on a machine that does nothing else`,
    );
  const { ratio } = worstCase(outcome.cases, target);
  const met = passes(outcome, target);
  const run = {
    machine: machine(),
    date: new Date().toISOString().slice(0, 10),
  };
  keepSection(resultsFile, {
    head: HEAD,
    name,
    text: sectionOf(benchmark, outcome, run),
  });
  say(
    `${name}: ratio ${ratio.toFixed(2)}, target ${targetText(target)}: ${[met ? "passed" : "missed", ...(outcome.faults ?? [])].join(", ")}`,
  );
  return met;
}

const rounds = (numbers: number[]) =>
  numbers.map((number) => number.toFixed(1)).join("/");

for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const)
  process.on(signal, () => void cleanUp().finally(() => process.exit(1)));

/** `npm run bench` runs every benchmark, `npm run bench list page` some. */
async function main(): Promise<number> {
  const known = globSync("*.ts", { cwd: folder })
    .map((file) => basename(file, ".ts"))
    .sort();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    say(`there is no benchmark ${unknown}, but: ${known.join(", ")}`);
    return 1;
  }
  await buildIfNeeded(say);
  let failed = 0;
  for (const name of asked.length > 0 ? asked : known)
    try {
      if (!(await runOne(name))) failed += 1;
    } catch (error) {
      say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      failed += 1;
    } finally {
      await cleanUp();
    }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
process.removeAllListeners("disconnect");
if (process.connected) process.disconnect();
