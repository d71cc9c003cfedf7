export { maintainInbox } from "./partitions.ts";
export { inboxAtRest, wakeInbox } from "./process-pending.ts";
export { type Callback, type CallbackAnswer, receiveCallback } from "./receive-callback.ts";
