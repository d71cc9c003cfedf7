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
export { maintainInbox } from "./partitions.ts";
export { inboxAtRest, wakeInbox } from "./process-pending.ts";
export { spoolState, type SpoolState } from "./spool-state.ts";
