import type { SealedColumn } from "./sealed-columns.ts";

/** Values of one column under one key; `keyId` is null when the value names no key. */
export interface Count {
  table: string;
  column: string;
  keyId: string | null;
  count: number;
}

/** Counts values by column and key. */
export class Tally {
  readonly #counts = new Map<string, Count>();

  add(
    { table, column }: Pick<SealedColumn, "table" | "column">,
    keyId: string | null,
    more = 1,
  ): void {
    const name = JSON.stringify([table, column, keyId]);
    const { count } = this.#counts.get(name) ?? { count: 0 };
    this.#counts.set(name, { table, column, keyId, count: count + more });
  }

  /** What this has more than another tally. */
  beyond(other: Tally): Tally {
    const rest = new Tally();
    for (const [name, { count, ...where }] of this.#counts) {
      const more = count - (other.#counts.get(name)?.count ?? 0);
      if (more > 0) rest.add(where, where.keyId, more);
    }
    return rest;
  }

  counts(): Count[] {
    return [...this.#counts.values()];
  }
}
