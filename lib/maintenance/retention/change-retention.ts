import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { audit, auditActor } from "#lib/audit/index.ts";
import {
  authorize,
  type UserActor,
  requireRecentSignIn,
} from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { type RetentionKind, retentionKinds } from "./kinds.ts";
import { limits } from "./limits.ts";
import { retention, retentionDays } from "./retention.ts";
import type { Retention } from "./schema.ts";

const { retentionSettings } = schema;

const daysOf = (kind: RetentionKind) =>
  z
    .int({ error: "days" })
    .min(limits[kind].least, { error: "days_too_few" })
    .max(limits[kind].most, { error: "days_too_many" })
    .nullable()
    .optional();

/** What `PUT /retention` takes: days by kind; null restores the default, and kinds that are left out are kept. */
export const retentionInput = z.strictObject(
  Object.fromEntries(
    retentionKinds.map((kind) => [kind, daysOf(kind)]),
  ) as Record<RetentionKind, ReturnType<typeof daysOf>>,
);

/**
 * Changes retention. Older data is deleted within an hour and cannot be restored.
 * @throws {AccessError} `forbidden`, `recent_sign_in_required`
 */
export async function changeRetention(
  actor: UserActor,
  input: z.infer<typeof retentionInput>,
): Promise<Retention[]> {
  authorize(actor, "retention.manage");
  await requireRecentSignIn(actor);
  const given = retentionKinds.flatMap((kind) => {
    const days = input[kind];
    return days === undefined ? [] : [{ kind, days }];
  });
  await db().transaction(async (tx) => {
    // Serialize changes, so that each audit row has the right values before it.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtext('lingpai retention'))`,
    );
    const before = await retentionDays(tx);
    const cleared = given.flatMap(({ kind, days }) =>
      days === null ? [kind] : [],
    );
    if (cleared.length > 0)
      await tx
        .delete(retentionSettings)
        .where(inArray(retentionSettings.kind, cleared));
    for (const { kind, days } of given) {
      if (days === null) continue;
      const row = { days, setBy: actor.name, setAt: sql`clock_timestamp()` };
      await tx
        .insert(retentionSettings)
        .values({ kind, ...row })
        .onConflictDoUpdate({ target: retentionSettings.kind, set: row });
    }
    const after = await retentionDays(tx);
    const changed = retentionKinds.filter(
      (kind) => before[kind] !== after[kind],
    );
    const pick = (days: typeof before) =>
      Object.fromEntries(changed.map((kind) => [kind, days[kind]]));
    await audit(tx, {
      actor: auditActor(actor),
      action: "retention.changed",
      before: pick(before),
      after: pick(after),
    });
  });
  return retention(actor);
}
