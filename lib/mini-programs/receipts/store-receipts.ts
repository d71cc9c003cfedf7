import { createHash } from "node:crypto";
import { lockAccount } from "#lib/accounts/index.ts";
import { schema, type Transaction } from "#lib/base/db/index.ts";
import { emit } from "#lib/webhooks/index.ts";
import {
  parseSubscribeEvent,
  readPushBody,
  type SubscribeReceipt,
} from "#lib/wechat/index.ts";
import { shownReceipt } from "./receipt-list.ts";

const { receipts } = schema;

/** A push as stored in the inbox. */
export interface Push {
  /** Of the original in the inbox. */
  inboxKey: string;
  plaintext: string;
}

/**
 * Stores the subscribe-message receipts in pushes of one Mini Program, a row per entry. A receipt that arrived both from
 * WeChat and from a forwarder is stored once.
 * @throws {EnvelopeError} `body_malformed`
 */
export async function storeReceipts(
  tx: Transaction,
  appid: string,
  pushes: readonly Push[],
): Promise<void> {
  const found = pushes.flatMap(({ inboxKey, plaintext }) =>
    parseSubscribeEvent(readPushBody(plaintext)).map((receipt) =>
      rowOf(appid, inboxKey, receipt),
    ),
  );
  if (found.length === 0) return;
  const { deletedAt } = await lockAccount(tx, appid);
  if (deletedAt) return;
  const stored = await tx
    .insert(receipts)
    .values(found)
    .onConflictDoNothing()
    .returning();
  const pushOf = (receipt: { inboxKey: string }) => receipt.inboxKey;
  for (const together of Map.groupBy(stored, pushOf).values())
    await emit(tx, "receipt.received", appid, {
      receipts: together.map(shownReceipt),
    });
}

function rowOf(appid: string, inboxKey: string, receipt: SubscribeReceipt) {
  const { createTime, event, openid, templateId, outcome } = receipt;
  return {
    appid,
    eventTime: new Date(createTime * 1000),
    key: keyOf(receipt),
    event,
    openid,
    templateId,
    outcome,
    errorCode: receipt.errorCode,
    messageId: receipt.messageId,
    inboxKey,
  };
}

/** Identifies a receipt by user, time, event, outcome, and template or message (protocol 7.1). */
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
