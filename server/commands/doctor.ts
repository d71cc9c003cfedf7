import { callbacks } from "../doctor/callbacks.ts";
import { clockOfDatabase, clockOfWeChat } from "../doctor/clock.ts";
import { database, notices } from "../doctor/database.ts";
import { type Examined, examine } from "../doctor/examine.ts";
import { keys } from "../doctor/keys.ts";
import { platformToken, ticket } from "../doctor/platform.ts";
import { events, otherProblems } from "../doctor/problems.ts";
import { spool } from "../doctor/spool.ts";
import type { StartupError } from "#server/runtime/startup-error.ts";
import { UsageError } from "./usage-error.ts";

const checks = [
  clockOfDatabase,
  clockOfWeChat,
  database,
  notices,
  keys,
  ticket,
  platformToken,
  callbacks,
  spool,
  events,
  otherProblems,
];
const SIGNS = { ok: "✓", warning: "!", wrong: "✗" } as const;

/**
 * Checks everything that the console needs and prints what is wrong and how to fix it.
 * @param databaseError why the database is unavailable
 * @returns 0 when nothing is wrong
 */
export async function run(
  args: string[],
  databaseError?: StartupError,
): Promise<number> {
  const json = args[0] === "--json";
  if (args.length > (json ? 1 : 0))
    throw new UsageError("doctor takes nothing but --json");
  const findings = [
    ...(databaseError ? [withoutDatabase(databaseError)] : []),
    ...(await examine(checks, { database: databaseError === undefined })),
  ];
  const isHealthy = findings.every(({ level }) => level !== "wrong");
  process.stdout.write(
    json
      ? `${JSON.stringify(asJson(isHealthy, findings), null, 2)}\n`
      : findings.map(asLine).join(""),
  );
  return isHealthy ? 0 : 1;
}

/** The format of `--json`, which programs read. */
const asJson = (well: boolean, findings: Examined[]) => ({
  well,
  findings: findings.map(({ fix, ...finding }) => ({ ...finding, mend: fix })),
});

const withoutDatabase = ({ message }: StartupError): Examined => ({
  check: "database",
  level: "wrong",
  found: message,
  fix: "see that PostgreSQL runs, and that DATABASE_URL or DATA_DIR is the console's",
});

function asLine({ check, level, found, fix }: Examined): string {
  const next = fix === undefined ? "" : `    → ${fix}\n`;
  return `${SIGNS[level]} ${check}: ${found}\n${next}`;
}
