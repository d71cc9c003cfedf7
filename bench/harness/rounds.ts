import type { Case } from "./benchmark.ts";

/** A reference whose rounds differ by more (max ÷ min - 1) says that the machine was busy with something else. */
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

/** How far rounds lie apart: 0.35 when the largest is 35 % above the smallest. */
export function spread(rounds: readonly number[]): number {
  return Math.max(...rounds) / Math.min(...rounds) - 1;
}

/**
 * Measures reference and ours in turns, A/B/A/B, so that what else the machine does falls on both. All rounds are taken
 * anew, twice at most, when those of the reference lie too far apart; how ours came out plays no part in that.
 * @param input.rounds of each, five unless given
 * @param input.reference one round: the number that it gives, in `unit`
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
