/** What a ratio may be: times and sizes have a most, throughputs a least. */
export type Target = { atMost: number } | { atLeast: number };

/** One comparison: a number per round for the reference and for ours, taken in turns. */
export interface Case {
  name: string;
  /** Ours ÷ reference, of the medians. */
  ratio: number;
  reference: number[];
  ours: number[];
  unit: string;
}

export interface Outcome {
  /** The benchmark's ratio is that of its worst case. */
  cases: Case[];
  /** Facts beside the ratio, one sentence each. */
  notes: string[];
  /** What must hold beside the ratio and does not: with one, the benchmark has missed. */
  faults?: string[];
}

export interface Benchmark {
  /** As its file is called, bench/<name>.ts. */
  name: string;
  /** What is divided by what, in one sentence. */
  compares: string;
  target: Target;
  /**
   * Measures. What it starts it hands to `defer` (cleanup.ts), which ends it also when the run is interrupted.
   */
  run: (say: (line: string) => void) => Promise<Outcome>;
}

/** A benchmark, to be the default export of bench/<name>.ts. */
export function defineBenchmark(benchmark: Benchmark): Benchmark {
  return benchmark;
}

/** The case that is furthest on the wrong side of the target, or nearest to it. */
export function worstCase(cases: Case[], target: Target): Case {
  return cases.reduce((worst, next) => {
    const worse =
      "atMost" in target ? next.ratio > worst.ratio : next.ratio < worst.ratio;
    return worse ? next : worst;
  });
}

/** Whether the ratio is where it should be, and what must hold beside it does. */
export function passes(
  { cases, faults = [] }: Outcome,
  target: Target,
): boolean {
  const { ratio } = worstCase(cases, target);
  return (
    faults.length === 0 &&
    ("atMost" in target ? ratio <= target.atMost : ratio >= target.atLeast)
  );
}

/** The target in words. */
export function targetText(target: Target): string {
  return "atMost" in target
    ? `at most ${target.atMost}`
    : `at least ${target.atLeast}`;
}
