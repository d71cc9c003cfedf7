import { join } from "node:path";
import { env } from "#lib/base/env.ts";
import { spoolFiles } from "./spool.ts";

/** The spool of this machine, in files. */
export interface SpoolState {
  folder: string;
  /** Files whose callbacks are not in the database yet. */
  waiting: number;
  /** Quarantined files, with records that could not be read or stored. */
  damaged: number;
}

/** Where callbacks are kept while the database is unavailable. */
export const spoolFolder = () => join(env().DATA_DIR, "spool");

/** Reads the state of the spool and changes nothing. */
export async function spoolState(): Promise<SpoolState> {
  const folder = spoolFolder();
  return { folder, ...(await spoolFiles(folder)) };
}
