export { callbacksAtRest, takeUpSpool } from "./callback-store.ts";
export { dropBodies } from "./drop-bodies.ts";
export { maintainInbox } from "./partitions.ts";
export { spoolState, type SpoolState } from "./spool-state.ts";
export { storeCallback } from "./store-callback.ts";
