/** The limit of a ratio: a maximum for times and sizes, a minimum for throughputs. */
export type Target = { atMost: number } | { atLeast: number };

/** One comparison: a number per round for the reference and for ours, measured alternately. */
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
  /** Further facts, one sentence each. */
  notes: string[];
  /** Violated conditions besides the ratio: a single one fails the benchmark. */
  faults?: string[];
}

export interface Benchmark {
  /** The name of its file, bench/<name>.ts. */
  name: string;
  /** What is divided by what, in one sentence. */
  compares: string;
  target: Target;
  /**
   * Measures. It passes what it starts to `defer` (cleanup.ts), which stops it even when the run is interrupted.
   */
  run: (say: (line: string) => void) => Promise<Outcome>;
}

/** A benchmark, to be the default export of bench/<name>.ts. */
export function defineBenchmark(benchmark: Benchmark): Benchmark {
  return benchmark;
}

/** The case with the worst ratio with respect to the target. */
export function worstCase(cases: Case[], target: Target): Case {
  return cases.reduce((worst, next) => {
    const worse =
      "atMost" in target ? next.ratio > worst.ratio : next.ratio < worst.ratio;
    return worse ? next : worst;
  });
}

/** Whether the ratio meets the target and no further condition is violated. */
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
