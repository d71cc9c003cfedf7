import type { Case } from "./benchmark.ts";

/** Reference rounds that differ by more (max ÷ min - 1) mean that the machine was busy with something else. */
export const STEADY = 0.35;
const ATTEMPTS = 3;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (
    ((sorted[Math.ceil(middle) - 1] ?? NaN) +
      (sorted[Math.floor(middle)] ?? NaN)) /
    2
  );
}

/** The spread of rounds: 0.35 when the largest is 35 % above the smallest. */
export function spread(rounds: readonly number[]): number {
  return Math.max(...rounds) / Math.min(...rounds) - 1;
}

/**
 * Measures reference and ours alternately, so that other load on the machine affects both. All rounds are repeated, at
 * most twice, when the reference's spread is too large; our results play no part in that.
 * @param input.rounds of each; default five
 * @param input.reference measures one round, in `unit`
 */
export async function compare(input: {
  name: string;
  unit: string;
  rounds?: number;
  reference: () => Promise<number>;
  ours: () => Promise<number>;
}): Promise<Case> {
  const { name, unit, rounds = 5 } = input;
  let reference: number[] = [];
  let ours: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    reference = [];
    ours = [];
    for (let round = 0; round < rounds; round += 1) {
      reference.push(await input.reference());
      ours.push(await input.ours());
    }
    if (spread(reference) <= STEADY) break;
  }
  return {
    name,
    unit,
    reference,
    ours,
    ratio: median(ours) / median(reference),
  };
}
