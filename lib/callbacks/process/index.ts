export { type InboxRow } from "./claim.ts";
export { listenForEvents } from "./listen.ts";
export { processAgain } from "./process-again.ts";
export { processNow, stopInbox, wakeInbox } from "./process-pending.ts";
