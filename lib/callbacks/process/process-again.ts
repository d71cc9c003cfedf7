import { audit, auditActor } from "#lib/audit/index.ts";
import { type Actor, authorize, hasAccount } from "#lib/access/index.ts";
import { db, schema, now } from "#lib/base/db/index.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { EventError, eventAt } from "#lib/callbacks/read/index.ts";
import { wakeInbox } from "./process-pending.ts";

const { inbox } = schema;

/**
 * Processes a parked event again, with as many attempts as at first.
 * @throws {AccessError} `forbidden`
 * @throws {EventError} `event_unknown`, `event_not_parked`
 */
export async function processAgain(actor: Actor, id: string): Promise<void> {
  authorize(actor, "events.process_again");
  await db().transaction(async (tx) => {
    const component = await activeComponentRow(tx);
    const at = eventAt(component?.componentAppid ?? "", id);
    // Locked: of two concurrent requests the second finds that the event is no longer parked.
    const [event] = await tx.select().from(inbox).where(at).for("update");
    if (!event || !hasAccount(actor, event.appid))
      throw new EventError("event_unknown");
    const { key, channel, name, appid, state, attempts, errorKey } = event;
    if (state !== "failed") throw new EventError("event_not_parked");
    await tx
      .update(inbox)
      .set({
        state: "pending",
        attempts: 0,
        nextAttemptAt: now,
        leaseUntil: null,
        errorKey: null,
      })
      .where(at);
    await audit(tx, {
      actor: auditActor(actor),
      action: "event.processed_again",
      subject: appid ?? event.componentAppid,
      before: { state, attempts, errorKey },
      after: { state: "pending", key, channel, name },
    });
  });
  wakeInbox();
}
