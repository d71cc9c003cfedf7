import { format } from "node:util";
import { log } from "#lib/base/log.ts";

const MOST = 2_000;

/**
 * What libraries print goes to the log: a line each, without the parameters of statements. Next.js prints errors of pages
 * as they are, stack, statement, parameters and all.
 */
export function takeLibraryLines(): void {
  Object.assign(globalThis.console, {
    error: (...parts: unknown[]) => {
      log.error({ err: errorIn(parts) }, wordsOf(parts));
    },
    warn: (...parts: unknown[]) => {
      log.warn({ err: errorIn(parts) }, wordsOf(parts));
    },
  });
}

const errorIn = (parts: unknown[]) =>
  parts.find((part) => part instanceof Error);

/** What is said beside the error, which speaks for itself. */
function wordsOf(parts: unknown[]): string {
  const words = format(...parts.filter((part) => !(part instanceof Error)));
  return (words.split("\nparams:")[0] ?? "").slice(0, MOST);
}
