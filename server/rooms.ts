import type * as auth from "#lib/auth/index.ts";
import type * as db from "#lib/db/index.ts";
import type * as http from "#lib/http/index.ts";
import type * as inbox from "#lib/inbox/index.ts";
import type * as jobs from "#lib/jobs/index.ts";
import type * as keyRotation from "#lib/key-rotation/index.ts";
import type * as metrics from "#lib/metrics/index.ts";
import type * as platform from "#lib/platform/index.ts";
import type * as properties from "#lib/properties/index.ts";
import type * as tokens from "#lib/tokens/index.ts";

/** The rooms of lib that the process itself runs. */
export interface Rooms {
  auth: typeof auth;
  db: typeof db;
  http: typeof http;
  inbox: typeof inbox;
  jobs: typeof jobs;
  keyRotation: typeof keyRotation;
  metrics: typeof metrics;
  platform: typeof platform;
  properties: typeof properties;
  tokens: typeof tokens;
}

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
