import { callbacks } from "../doctor/callbacks.ts";
import { clockOfDatabase, clockOfWeChat } from "../doctor/clock.ts";
import { database, notices } from "../doctor/database.ts";
import { type Examined, examine } from "../doctor/examine.ts";
import { keys } from "../doctor/keys.ts";
import { platformToken, ticket } from "../doctor/platform.ts";
import { events, otherProblems } from "../doctor/problems.ts";
import { spool } from "../doctor/spool.ts";
import type { StartupError } from "#server/runtime/startup-error.ts";
import { UsageError } from "./index.ts";

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
 * Looks at all that the console needs and says what is wrong, with what mends it.
 * @param noDatabase why the database cannot be had
 * @returns 0 when nothing is wrong
 */
export async function run(
  args: string[],
  noDatabase?: StartupError,
): Promise<number> {
  const json = args[0] === "--json";
  if (args.length > (json ? 1 : 0))
    throw new UsageError("doctor takes nothing but --json");
  const findings = [
    ...(noDatabase ? [withoutDatabase(noDatabase)] : []),
    ...(await examine(checks, { database: noDatabase === undefined })),
  ];
  const well = findings.every(({ level }) => level !== "wrong");
  process.stdout.write(
    json
      ? `${JSON.stringify({ well, findings }, null, 2)}\n`
      : findings.map(asLine).join(""),
  );
  return well ? 0 : 1;
}

const withoutDatabase = ({ message }: StartupError): Examined => ({
  check: "database",
  level: "wrong",
  found: message,
  mend: "see that PostgreSQL runs, and that DATABASE_URL or DATA_DIR is the console's",
});

function asLine({ check, level, found, mend }: Examined): string {
  const way = mend === undefined ? "" : `    → ${mend}\n`;
  return `${SIGNS[level]} ${check}: ${found}\n${way}`;
}
