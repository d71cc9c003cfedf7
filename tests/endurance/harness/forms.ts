import { appendFileSync } from "node:fs";

/** The long forms are for `npm run test:endurance`; the short ones show the same in seconds, in every `npm test`. */
export const long = process.env["ENDURANCE"] === "long";

/** A number for the short and one for the long form. */
export const pick = (short: number, forLong: number) =>
  long ? forLong : short;

/** Prints what was measured, one line each, and keeps it for the report where the run asks for one. */
export function figure(line: string): void {
  process.stdout.write(`  ${line}\n`);
  const report = process.env["ENDURANCE_REPORT"];
  if (report) appendFileSync(report, `${line}\n`);
}

/** The same sequence in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
