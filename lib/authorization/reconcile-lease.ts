import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { db, schema, leaseFor } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { Mutex } from "#lib/base/mutex.ts";

const { reconciliations } = schema;

/** A comparison that is silent for so long is taken over where it was. */
export const LEASE_SECONDS = 15;
/** A page of unknown accounts may take minutes: whoever compares says that it lives in between, too. */
const BEAT_MS = 4_000;

type Columns = PgUpdateSetSource<typeof reconciliations>;

/** The comparison was taken over by somebody else. */
export class LeaseLost extends Error {}

/** The right to compare a platform's accounts. Its end in the row, which nobody else's has, tells it from all others. */
export class ReconcileLease {
  readonly #componentAppid: string;
  #until: string;
  /** One write at a time: each tests the end that the write before it has set. */
  readonly #mutex = new Mutex();
  readonly #beat: NodeJS.Timeout;

  constructor(componentAppid: string, until: string) {
    this.#componentAppid = componentAppid;
    this.#until = until;
    this.#beat = setInterval(() => {
      this.keep({}).catch((error: unknown) => {
        log.debug({ err: error }, "a comparison could not say that it lives");
      });
    }, BEAT_MS);
  }

  /** Stores how far it is. @throws {LeaseLost} */
  keep(progress: Columns): Promise<void> {
    const until = leaseFor(LEASE_SECONDS);
    return this.#write({ ...progress, leaseUntil: until });
  }

  /** Stores how it ended, and lets anybody compare. @throws {LeaseLost} */
  end(outcome: Columns): Promise<void> {
    this.release();
    return this.#write({ ...outcome, leaseUntil: null });
  }

  /** Says no more that it lives. */
  release(): void {
    clearInterval(this.#beat);
  }

  #write(columns: Columns): Promise<void> {
    return this.#mutex.run(() => this.#writeNow(columns));
  }

  async #writeNow(columns: Columns): Promise<void> {
    const [row] = await db()
      .update(reconciliations)
      .set(columns)
      .where(
        and(
          eq(reconciliations.componentAppid, this.#componentAppid),
          sql`${reconciliations.leaseUntil} = ${this.#until}::timestamptz`,
        ),
      )
      .returning({ until: sql<string>`${reconciliations.leaseUntil}::text` });
    if (!row) throw new LeaseLost();
    this.#until = row.until;
  }
}
