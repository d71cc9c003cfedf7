/** Processes the stored callbacks. */

export { processAgain } from "./process-again.ts";

export { processNow, stopInbox, wakeInbox } from "./process-pending.ts";
export { listenForEvents } from "./listen.ts";
