export { finishStoring, resumeSpool, storeCallback } from "./callback-store.ts";
export { dropBodies } from "./drop-bodies.ts";
export { type InboxRecord, inboxRecord } from "./inbox-record.ts";
export { maintainInbox } from "./partitions.ts";
export { spoolState, type SpoolState } from "./spool-state.ts";
