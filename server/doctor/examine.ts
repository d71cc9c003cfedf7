import { setTimeout as pause } from "node:timers/promises";
import { troubleOf } from "../commands/trouble.ts";
import { type Check, type Finding, warning, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

const LIMIT_MS = 5_000;

export interface Examined extends Finding {
  check: string;
}

interface Options {
  /** Whether the console's database can be asked. */
  database: boolean;
  limitMs?: number;
}

/**
 * Looks at everything at once, at each thing for five seconds at most; what fails keeps nothing else from being looked at.
 * @returns in the order of the checks
 */
export async function examine(
  checks: readonly Check[],
  options: Options,
): Promise<Examined[]> {
  const found = await Promise.all(
    checks.map(async (check) => {
      const findings =
        check.needsDatabase && !options.database
          ? [unseen]
          : await lookAt(check, options);
      return findings.map((finding) => ({ check: check.name, ...finding }));
    }),
  );
  return found.flat();
}

const unseen = warning("not looked at", "mend the database first");

async function lookAt(
  check: Check,
  { database, limitMs = LIMIT_MS }: Options,
): Promise<Finding[]> {
  const over = new AbortController();
  try {
    return await Promise.race([
      check.look(database),
      pause(limitMs, [late(limitMs)], { signal: over.signal }),
    ]);
  } catch (error) {
    return [failed(error)];
  } finally {
    over.abort();
  }
}

const late = (limitMs: number) =>
  wrong(
    `not known after ${limitMs / 1000} s`,
    "see to what it has to ask: the database or WeChat answers too slowly",
  );

function failed(error: unknown): Finding {
  const trouble = troubleOf(error);
  return trouble
    ? wrong(trouble.found, trouble.mend)
    : wrong(
        `could not be looked at (${reasonOf(error)})`,
        "mend what else is told here first, and look again",
      );
}
