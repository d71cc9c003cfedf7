import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";

/** Whether this instance can serve requests: the database must answer within a second. */
export async function readiness(): Promise<{
  ready: boolean;
  details: { database: { ok: boolean; milliseconds: number } };
}> {
  const begun = performance.now();
  const ok = await Promise.race([
    db()
      .execute(sql`select 1`)
      .then(
        () => true,
        () => false,
      ),
    new Promise<false>((resolve) => setTimeout(resolve, 1_000, false).unref()),
  ]);
  return {
    ready: ok,
    details: {
      database: { ok, milliseconds: Math.round(performance.now() - begun) },
    },
  };
}
