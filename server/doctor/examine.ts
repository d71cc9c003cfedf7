import { setTimeout as pause } from "node:timers/promises";
import { diagnose } from "../commands/diagnose.ts";
import { type Check, type Finding, warning, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

const TIMEOUT_MS = 5_000;

export interface Examined extends Finding {
  check: string;
}

interface Options {
  /** Whether the console's database is available. */
  database: boolean;
  limitMs?: number;
}

/**
 * Runs all checks concurrently, each for five seconds at most. A check that fails becomes a finding.
 * @returns the findings in the order of the checks
 */
export async function examine(
  checks: readonly Check[],
  options: Options,
): Promise<Examined[]> {
  const found = await Promise.all(
    checks.map(async (check) => {
      const findings =
        check.needsDatabase && !options.database
          ? [skipped]
          : await runCheck(check, options);
      return findings.map((finding) => ({ check: check.name, ...finding }));
    }),
  );
  return found.flat();
}

const skipped = warning("not checked", "fix the database first");

async function runCheck(
  check: Check,
  { database, limitMs = TIMEOUT_MS }: Options,
): Promise<Finding[]> {
  const timeout = new AbortController();
  try {
    return await Promise.race([
      check.run(database),
      pause(limitMs, [late(limitMs)], { signal: timeout.signal }),
    ]);
  } catch (error) {
    return [failed(error)];
  } finally {
    timeout.abort();
  }
}

const late = (limitMs: number) =>
  wrong(
    `not known after ${limitMs / 1000} s`,
    "check the database and the route to WeChat: one of them answers too slowly",
  );

function failed(error: unknown): Finding {
  const diagnosis = diagnose(error);
  return diagnosis
    ? wrong(diagnosis.found, diagnosis.fix)
    : wrong(
        `could not be checked (${reasonOf(error)})`,
        "fix the other findings first, then run this again",
      );
}
