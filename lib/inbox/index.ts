export { callbacksAtRest, takeUpSpool } from "./callback-store.ts";
export {
  asCallbackRequest,
  asResponse,
  type CallbackRequest,
  type HttpAnswer,
  receiveCallbackRequest,
  receiveReceiptRequest,
} from "./http.ts";
export { listenForEvents } from "./listen.ts";
export { dropBodies } from "./drop-bodies.ts";
export { maintainInbox } from "./partitions.ts";
export { type CallbackEventDetail, eventDetail } from "./event-detail.ts";
export type { EventError } from "./event-error.ts";
export {
  accountEventList,
  accountEventQuery,
  eventList,
  type EventQuery,
  eventQuery,
  PARKED_LIMIT,
  parkedCount,
} from "./event-list.ts";
export { readEventQuery } from "./event-query.ts";
export type { CallbackEvent } from "./event-row.ts";
export { processAgain } from "./process-again.ts";
export { inboxAtRest, wakeInbox } from "./process-pending.ts";
export { spoolState, type SpoolState } from "./spool-state.ts";
