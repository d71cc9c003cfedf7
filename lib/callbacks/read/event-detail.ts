import { eq } from "drizzle-orm";
import { type Actor, authorize, hasAccount } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { open, SealError } from "#lib/base/secrets/index.ts";
import { EventError } from "./event-error.ts";
import { eventAt, shownColumns, shownEvent } from "./event-row.ts";
import { maskBody } from "./mask-body.ts";
import type { CallbackEventDetail, MaskedBody } from "./schema.ts";

const { accounts, inbox } = schema;

/**
 * One event of the active platform with its masked body.
 * @throws {AccessError} `forbidden`
 * @throws {EventError} `event_unknown`
 */
export async function eventDetail(
  actor: Actor,
  id: string,
): Promise<CallbackEventDetail> {
  authorize(actor, "events.read");
  const component = await activeComponentRow();
  const [row] = await db()
    .select({
      event: shownColumns,
      bodySealed: inbox.bodySealed,
      accountName: accounts.name,
    })
    .from(inbox)
    .leftJoin(accounts, eq(accounts.appid, inbox.appid))
    .where(eventAt(component?.componentAppid ?? "", id));
  if (!row || !hasAccount(actor, row.event.appid))
    throw new EventError("event_unknown");
  return {
    ...shownEvent(row.event, row.accountName),
    body:
      row.bodySealed === null
        ? "dropped"
        : openMasked(row.bodySealed, row.event.key),
  };
}

function openMasked(bodySealed: string, key: string): MaskedBody | null {
  try {
    return maskBody(
      open(bodySealed, { table: "inbox", column: "body_sealed", row: key }),
    );
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
