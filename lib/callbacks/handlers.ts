import {
  answerReleaseCheck,
  applyAuthorizedEvent,
  applyUnauthorizedEvent,
} from "#lib/authorization/index.ts";
import type { Transaction } from "#lib/base/db/index.ts";
import {
  type Component,
  storeTicket,
} from "#lib/credentials/platform/index.ts";
import { type Push, storeReceipts } from "#lib/mini-programs/receipts/index.ts";
import type { ComponentEvents, SubscribeEventName } from "#lib/wechat/index.ts";

/*
 * What Lingpai does about each callback of WeChat. To support a new event: add it to the union in `lib/wechat`, write its
 * function in the module that it concerns, and name that function here. `null`: the callback is stored, nothing more.
 *
 * A handler may run more than once for one callback, and must not change anything the second time. A handler that throws
 * is tried again (`process/attempts.ts`), unless `process/failure.ts` says that no attempt can succeed.
 */

type EventHandlers = {
  readonly [Type in keyof ComponentEvents]:
    | ((component: Component, event: ComponentEvents[Type]) => Promise<void>)
    | null;
};

/** Authorization events, by InfoType (protocol 1.3). They call WeChat, so they run outside any transaction. */
export const eventHandlers: EventHandlers = {
  component_verify_ticket: (component, { ticket, createTime }) =>
    storeTicket(component.componentAppid, ticket, createTime),
  authorized: applyAuthorizedEvent,
  updateauthorized: applyAuthorizedEvent,
  unauthorized: applyUnauthorizedEvent,
  other: null,
};

/** Messages to accounts: of the release check's, one asks for a call to WeChat (protocol 8.2). */
export const messageHandlers = {
  query_auth: answerReleaseCheck,
} as const;

/** Pushes of one Mini Program, many at a time, in the transaction that marks them as processed. */
type ReceiptHandler = (
  tx: Transaction,
  appid: string,
  pushes: readonly Push[],
) => Promise<void>;

/** A Mini Program's own pushes, by Event (protocol 7.2). */
export const receiptHandlers: Readonly<
  Record<SubscribeEventName, ReceiptHandler>
> = {
  subscribe_msg_popup_event: storeReceipts,
  subscribe_msg_change_event: storeReceipts,
  subscribe_msg_sent_event: storeReceipts,
};

/** Whether a push of a Mini Program has a handler. */
export const isHandledReceipt = (name: string): name is SubscribeEventName =>
  Object.hasOwn(receiptHandlers, name);
