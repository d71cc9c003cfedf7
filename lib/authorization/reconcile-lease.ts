import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { db, schema, leaseFor } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { Mutex } from "#lib/base/mutex.ts";

const { reconciliations } = schema;

/** A comparison whose process is silent for this time is resumed by another one. */
export const LEASE_SECONDS = 15;
/** A page of unknown accounts may take minutes, so the lease is renewed in between. */
const HEARTBEAT_MS = 4_000;

type Columns = PgUpdateSetSource<typeof reconciliations>;

/** Another process has resumed the comparison. */
export class LeaseLost extends Error {}

/** The right to compare a platform's accounts. The exact end in the row identifies the lease: no other lease has the same. */
export class ReconcileLease {
  readonly #componentAppid: string;
  #until: string;
  /** One write at a time: each tests the end that the write before it has set. */
  readonly #mutex = new Mutex();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(componentAppid: string, until: string) {
    this.#componentAppid = componentAppid;
    this.#until = until;
    this.#heartbeat = setInterval(() => {
      this.renew({}).catch((error: unknown) => {
        log.debug(
          { err: error },
          "the lease of a comparison could not be renewed",
        );
      });
    }, HEARTBEAT_MS);
  }

  /** Stores the progress and renews the lease. @throws {LeaseLost} */
  renew(progress: Columns): Promise<void> {
    const until = leaseFor(LEASE_SECONDS);
    return this.#write({ ...progress, leaseUntil: until });
  }

  /** Stores the outcome and gives the lease back. @throws {LeaseLost} */
  end(outcome: Columns): Promise<void> {
    this.stop();
    return this.#write({ ...outcome, leaseUntil: null });
  }

  /** Stops renewing the lease. */
  stop(): void {
    clearInterval(this.#heartbeat);
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
