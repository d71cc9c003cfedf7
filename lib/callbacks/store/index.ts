/** Stores callbacks before they are answered: in the inbox, or in the spool while the database is unavailable. */

export { finishStoring, resumeSpool, storeCallback } from "./callback-store.ts";
export { type InboxRecord, inboxRecord } from "./inbox-record.ts";
export { spoolState } from "./spool-state.ts";

export { maintainInbox } from "./partitions.ts";
export { dropBodies } from "./drop-bodies.ts";
