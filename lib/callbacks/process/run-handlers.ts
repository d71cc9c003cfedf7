import {
  eventHandlers,
  isHandledReceipt,
  messageHandlers,
  receiptHandlers,
} from "#lib/callbacks/handlers.ts";
import { db } from "#lib/base/db/index.ts";
import {
  type Component,
  componentByAppid,
} from "#lib/credentials/platform/index.ts";
import { open } from "#lib/base/secrets/index.ts";
import {
  type ComponentEvents,
  parseComponentEvent,
  parseMessage,
  releaseCheckAnswer,
} from "#lib/wechat/index.ts";
import { type InboxRow, markDone } from "./claim.ts";

/** Only events that are done have their body dropped. */
const plaintextOf = ({ key, bodySealed }: InboxRow) =>
  open(bodySealed ?? "", { table: "inbox", column: "body_sealed", row: key });

/** Runs the handler of an authorization event or a message, then marks the row as done. */
export async function runHandler(row: InboxRow): Promise<void> {
  const component = await componentByAppid(row.componentAppid);
  if (component && row.channel === "message") {
    const check = releaseCheckAnswer(parseMessage(plaintextOf(row)));
    if (check.kind === "query_auth")
      await messageHandlers.query_auth(component, check);
  } else if (component) {
    const event = parseComponentEvent(plaintextOf(row));
    await runEventHandler(component, event.infoType, event);
  }
  await markDone([row]);
}

async function runEventHandler<Type extends keyof ComponentEvents>(
  component: Component,
  type: Type,
  event: ComponentEvents[Type],
): Promise<void> {
  await eventHandlers[type]?.(component, event);
}

/** Runs the handlers of pushes of one Mini Program, and marks the rows as done in the same transaction. */
export async function runReceiptHandlers(rows: InboxRow[]): Promise<void> {
  const appid = rows[0]?.appid ?? "";
  const byHandler = Map.groupBy(rows, ({ name }) =>
    isHandledReceipt(name) ? receiptHandlers[name] : null,
  );
  await db().transaction(async (tx) => {
    for (const [handler, group] of byHandler)
      await handler?.(
        tx,
        appid,
        group.map((row) => ({
          inboxKey: row.key,
          plaintext: plaintextOf(row),
        })),
      );
    await markDone(rows, tx);
  });
}
