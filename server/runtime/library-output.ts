import { format } from "node:util";
import { log } from "#lib/base/log.ts";

const MAX_CHARACTERS = 2_000;

/**
 * Writes what libraries print to the log instead, one line each, without the parameters of SQL statements. Next.js would
 * print errors of pages with stack, statement and parameters.
 */
export function redirectLibraryOutput(): void {
  Object.assign(globalThis.console, {
    error: (...parts: unknown[]) => {
      log.error({ err: errorIn(parts) }, messageOf(parts));
    },
    warn: (...parts: unknown[]) => {
      log.warn({ err: errorIn(parts) }, messageOf(parts));
    },
  });
}

const errorIn = (parts: unknown[]) =>
  parts.find((part) => part instanceof Error);

/** The text besides the error, which is logged as such. */
function messageOf(parts: unknown[]): string {
  const message = format(...parts.filter((part) => !(part instanceof Error)));
  return (message.split("\nparams:")[0] ?? "").slice(0, MAX_CHARACTERS);
}
