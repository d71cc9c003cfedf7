export { listenForEvents } from "./listen.ts";
export { processAgain } from "./process-again.ts";
export { inboxAtRest, wakeInbox } from "./process-pending.ts";
export { type InboxRow } from "./claim.ts";
export { processNow } from "./process-pending.ts";
