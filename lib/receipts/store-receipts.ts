import { createHash } from "node:crypto";
import { holdAccount } from "#lib/accounts/index.ts";
import { db, schema } from "#lib/db/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import {
  parseSubscribeEvent,
  readPushBody,
  type SubscribeReceipt,
} from "#lib/wechat/index.ts";
import { shownReceipt } from "./receipt-list.ts";

const { receipts } = schema;

/**
 * Stores what a push says of subscribe messages, an entry in a row. One that is there already, since WeChat told it and a
 * forwarder too, is not stored again.
 * @param inboxKey of the push, where the original is kept
 * @throws {EnvelopeError} `body_malformed`
 */
export async function storeReceipts(
  appid: string,
  inboxKey: string,
  plaintext: string,
): Promise<void> {
  const found = parseSubscribeEvent(readPushBody(plaintext));
  if (found.length === 0) return;
  await db().transaction(async (tx) => {
    if (await holdAccount(tx, appid)) return;
    const stored = await tx
      .insert(receipts)
      .values(
        found.map((receipt) => ({
          appid,
          eventTime: new Date(receipt.createTime * 1000),
          key: keyOf(receipt),
          event: receipt.event,
          openid: receipt.openid,
          templateId: receipt.templateId,
          outcome: receipt.outcome,
          errorCode: receipt.errorCode,
          messageId: receipt.messageId,
          inboxKey,
        })),
      )
      .onConflictDoNothing()
      .returning();
    if (stored.length > 0)
      await emit(tx, "receipt.received", appid, {
        receipts: stored.map(shownReceipt),
      });
  });
}

/** Protocol 7.1: by who, when, what, and which template or message. */
function keyOf(receipt: SubscribeReceipt): string {
  const { event, openid, createTime, templateId, messageId, outcome } = receipt;
  return createHash("sha256")
    .update(
      JSON.stringify([
        event,
        openid,
        createTime,
        templateId,
        messageId,
        outcome,
      ]),
    )
    .digest("hex");
}
