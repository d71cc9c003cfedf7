export { receiveCallbackRequest, receiveReceiptRequest } from "./http.ts";
export { maintainInbox } from "./partitions.ts";
export { inboxAtRest, wakeInbox } from "./process-pending.ts";
