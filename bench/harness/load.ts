import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./postgres.ts";
import { startProgram } from "./program.ts";

/** Requests to a port of this machine. */
export interface Load {
  port: number;
  /** A JSON list of the requests, each in its wire format. */
  file: string;
  connections: number;
  /** A fixed rate, however long answers take; without it each connection sends as soon as it was answered. */
  perSecond?: number;
}

export interface Measured {
  /** From the first request to the last answer. */
  seconds: number;
  /** Milliseconds from the moment that a request was due to its answer. */
  p50: number;
  p99: number;
  most: number;
}

/** Starts the load generator. @returns sends requests, each of which must be answered with 200 */
export async function startLoad() {
  const { ask } = await startProgram<Load & object, Measured>("load");
  const file = join(temporaryFolder(), "requests.json");
  return (requests: readonly string[], load: Omit<Load, "file">) => {
    writeFileSync(file, JSON.stringify(requests));
    return ask({ ...load, file });
  };
}
