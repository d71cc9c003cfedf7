import {
  answerReleaseCheck,
  applyAuthorizedEvent,
  applyUnauthorizedEvent,
  AuthorizationError,
} from "#lib/authorization/index.ts";
import { db } from "#lib/base/db/index.ts";
import {
  componentByAppid,
  storeTicket,
} from "#lib/credentials/platform/index.ts";
import { storeReceipts } from "#lib/mini-programs/receipts/index.ts";
import { open } from "#lib/base/secrets/index.ts";
import { TokenError } from "#lib/credentials/tokens/index.ts";
import {
  parseComponentEvent,
  parseMessage,
  releaseCheckAnswer,
  WeChatApiError,
  wechatErrorKey,
  WeChatTransportError,
} from "#lib/wechat/index.ts";
import { type InboxRow, settle } from "./claim.ts";

/** Only of an event that is done has the body been dropped. */
const textOf = ({ key, bodySealed }: InboxRow) =>
  open(bodySealed ?? "", { table: "inbox", column: "body_sealed", row: key });

/**
 * Does what an authorization event or a message asks for, and marks it. Each effect is harmless when it comes twice; it
 * asks WeChat where it must, outside any transaction.
 */
export async function carryOut(row: InboxRow): Promise<void> {
  const component = await componentByAppid(row.componentAppid);
  if (component) {
    if (row.channel === "message") {
      const check = releaseCheckAnswer(parseMessage(textOf(row)));
      if (check.kind === "query_auth")
        await answerReleaseCheck(component, check);
    } else {
      const event = parseComponentEvent(textOf(row));
      switch (event.infoType) {
        case "component_verify_ticket":
          await storeTicket(
            component.componentAppid,
            event.ticket,
            event.createTime,
          );
          break;
        case "authorized":
        case "updateauthorized":
          await applyAuthorizedEvent(component, event);
          break;
        case "unauthorized":
          await applyUnauthorizedEvent(component, event);
          break;
        case "other":
          break;
      }
    }
  }
  await settle([row]);
}

/** Stores what pushes of one Mini Program say of subscribe messages, in the transaction that marks them. */
export async function carryOutReceipts(rows: InboxRow[]): Promise<void> {
  const appid = rows[0]?.appid ?? "";
  const pushes = rows.map((row) => ({
    inboxKey: row.key,
    plaintext: textOf(row),
  }));
  await db().transaction(async (tx) => {
    await storeReceipts(tx, appid, pushes);
    await settle(rows, tx);
  });
}

/** Under which key of the messages `wechatErrors` the reason stands, and whether another attempt would be in vain. */
export function judgeFailure(error: unknown): { key: string; final: boolean } {
  const final =
    error instanceof AuthorizationError && error.code === "code_spent";
  if (error instanceof WeChatApiError || error instanceof WeChatTransportError)
    return { key: wechatErrorKey(error), final };
  const known =
    error instanceof AuthorizationError || error instanceof TokenError;
  return {
    key: known ? String(error.values["key"] ?? "unknown") : "unknown",
    final,
  };
}
