import type * as ownRooms from "./own-rooms.ts";

/** The rooms of lib that the process itself runs. */
export type Rooms = typeof ownRooms;

// Next.js bundles a copy of this module of its own: what both share hangs on globalThis.
const holder = globalThis as typeof globalThis & {
  lingpaiRooms?: PromiseWithResolvers<Rooms>;
};
const opened = (holder.lingpaiRooms ??= Promise.withResolvers<Rooms>());

/** Called by instrumentation.ts, when Next.js comes to life. */
export function openRooms(loading: Promise<Rooms>): void {
  opened.resolve(loading);
}

/**
 * The rooms as they stand in the build, soon after Next.js is told to prepare. Their sources and those of the libraries
 * are a thousand files: to load these, too, would take longer than all else at the start.
 */
export const rooms = (): Promise<Rooms> => opened.promise;
