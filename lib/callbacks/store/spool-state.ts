import { join } from "node:path";
import { env } from "#lib/base/env.ts";
import { spoolFiles } from "./spool.ts";

/** How the spool of this machine stands, in files. */
export interface SpoolState {
  folder: string;
  /** Callbacks in them are not in the database yet. */
  waiting: number;
  /** Set aside, as they could not be read to their end. */
  damaged: number;
}

/** Where callbacks are put while the database is away. */
export const spoolFolder = () => join(env().DATA_DIR, "spool");

/** Looks at the spool of this machine and touches nothing. */
export async function spoolState(): Promise<SpoolState> {
  const folder = spoolFolder();
  return { folder, ...(await spoolFiles(folder)) };
}
