import {
  type Benchmark,
  type Case,
  type Outcome,
  passes,
  targetText,
  worstCase,
} from "./benchmark.ts";
import { median } from "./rounds.ts";

/** The text above the sections of RESULTS.md. */
export const HEAD = `# Results

Written by \`npm run bench\`; what a benchmark compares and how is said in the README. Each ratio is of the medians of the
rounds, which are given in the order in which they were taken, in turns with those of the other column.
`;

/** A number with three significant digits. */
function shown(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}

const roundsOf = (numbers: number[], unit: string) =>
  `${shown(median(numbers))} ${unit} (${numbers.map(shown).join(", ")})`;

const line = ({ name, ratio, reference, ours, unit }: Case) =>
  `| ${name} | ${ratio.toFixed(2)} | ${roundsOf(reference, unit)} | ${roundsOf(ours, unit)} |`;

/** A run of a benchmark as a section of RESULTS.md, without its title. */
export function sectionOf(
  { compares, target }: Benchmark,
  outcome: Outcome,
  run: { machine: string; date: string },
): string {
  const { cases, notes, faults = [] } = outcome;
  const { ratio } = worstCase(cases, target);
  const verdict = passes(outcome, target) ? "passed" : "missed";
  return `${compares}

**${ratio.toFixed(2)}**, target ${targetText(target)}: ${[verdict, ...faults].join(", ")}.

${run.date}, ${run.machine}.

| case | ratio | reference | ours |
| ---- | ----- | --------- | ---- |
${cases.map(line).join("\n")}
${notes.map((note) => `\n- ${note}`).join("")}
`;
}
