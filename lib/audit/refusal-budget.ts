/** Rows that one address or one person may cause in a minute by being refused, and all together on one instance. */
const MOST_EACH = 60;
const MOST_ALL = 600;
const MINUTE_MS = 60_000;

/** What of a minute's refusals was written, and what was left out. */
interface Spell {
  written: number;
  leftOut: number;
}

/**
 * Who is refused costs a row, and anybody may be refused as often as they like: a flood would fill the log and hide in it
 * what matters. So each gets so many rows a minute, and one row at its end tells how many more there were.
 */
export class RefusalBudget {
  #spells = new Map<string, Spell>();
  #written = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #tell: (who: string, leftOut: number) => void;

  /** @param tell called at the end of a minute for each who was refused more often than was written */
  constructor(tell: (who: string, leftOut: number) => void) {
    this.#tell = tell;
  }

  /** Whether a refusal of somebody is to be written. */
  take(who: string): boolean {
    this.#timer ??= setTimeout(() => this.endMinute(), MINUTE_MS).unref();
    const spell = this.#spells.get(who) ?? { written: 0, leftOut: 0 };
    this.#spells.set(who, spell);
    if (spell.written >= MOST_EACH || this.#written >= MOST_ALL) {
      spell.leftOut += 1;
      return false;
    }
    spell.written += 1;
    this.#written += 1;
    return true;
  }

  /** Begins anew, and tells of what was left out. */
  endMinute(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const spells = [...this.#spells];
    this.#spells.clear();
    this.#written = 0;
    let others = 0;
    for (const [index, [who, { leftOut }]] of spells
      .filter(([, spell]) => spell.leftOut > 0)
      .entries())
      if (index < MOST_EACH) this.#tell(who, leftOut);
      else others += leftOut;
    if (others > 0) this.#tell("", others);
  }
}
