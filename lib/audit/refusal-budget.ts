/** Audited refusals per minute, for one address or person and for the whole instance. */
const MAX_EACH = 60;
const MAX_TOTAL = 600;
const MINUTE_MS = 60_000;

/** One minute's refusals of one address or person. */
interface Tally {
  written: number;
  leftOut: number;
}

/**
 * Limits how many refusals are audited: without a limit, a flood of refused requests would fill the log and hide what
 * matters. Each address or person gets a number of rows per minute, and one row at its end counts those left out.
 */
export class RefusalBudget {
  #tallies = new Map<string, Tally>();
  #written = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #report: (who: string, leftOut: number) => void;

  /** @param report called at the end of a minute for each address or person whose refusals were left out */
  constructor(report: (who: string, leftOut: number) => void) {
    this.#report = report;
  }

  /** Counts a refusal. @returns whether to write it */
  take(who: string): boolean {
    this.#timer ??= setTimeout(() => this.endMinute(), MINUTE_MS).unref();
    const tally = this.#tallies.get(who) ?? { written: 0, leftOut: 0 };
    this.#tallies.set(who, tally);
    if (tally.written >= MAX_EACH || this.#written >= MAX_TOTAL) {
      tally.leftOut += 1;
      return false;
    }
    tally.written += 1;
    this.#written += 1;
    return true;
  }

  /** Reports what was left out, and starts the next minute. */
  endMinute(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const tallies = [...this.#tallies];
    this.#tallies.clear();
    this.#written = 0;
    let others = 0;
    for (const [index, [who, { leftOut }]] of tallies
      .filter(([, tally]) => tally.leftOut > 0)
      .entries())
      if (index < MAX_EACH) this.#report(who, leftOut);
      else others += leftOut;
    if (others > 0) this.#report("", others);
  }
}
