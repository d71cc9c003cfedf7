import {
  type Finding,
  type Head,
  type Verification,
  verifyChain,
} from "#lib/audit/chain/index.ts";
import { assertSecretKeys } from "#lib/maintenance/key-rotation/index.ts";
import { rethrowSecretKeyError } from "#server/runtime/rethrow-secret-key-error.ts";
import { UsageError } from "./usage-error.ts";

const PROGRESS_INTERVAL_MS = 5_000;
/** Further findings are counted and not printed. */
const MAX_PRINTED = 100;

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Verifies the chain of the audit log and prints the rows that do not match it.
 * @param args `--head <sequence>:<hash>` as an earlier verification printed it
 * @returns 0 when every row is as it was written
 * @throws {StartupError} when SECRET_KEYS does not open what is stored
 */
export async function run(args: string[]): Promise<number> {
  const head = readHead(args);
  await assertSecretKeys().catch(rethrowSecretKeyError);
  let printedAt = performance.now();
  let findings = 0;
  const verification = await verifyChain({
    head,
    found(finding) {
      findings += 1;
      if (findings <= MAX_PRINTED) print(`✗ ${describe(finding)}`);
    },
    progress(rows) {
      if (performance.now() - printedAt < PROGRESS_INTERVAL_MS) return;
      printedAt = performance.now();
      print(`${rows} rows verified …`);
    },
  });
  if (findings > MAX_PRINTED) print(`✗ … and ${findings - MAX_PRINTED} more`);
  summaryOf(verification, findings).forEach(print);
  return findings === 0 ? 0 : 1;
}

function readHead(args: string[]): Head | undefined {
  const [option, value = "", ...rest] = args;
  if (option === undefined) return undefined;
  const [, sequence, hash = ""] =
    /^(\d{1,15}):([0-9a-f]{64})$/i.exec(value) ?? [];
  if (option !== "--head" || sequence === undefined || rest.length > 0)
    throw new UsageError(
      "verify-audit takes only --head <number>:<hash>, as an earlier run printed it",
    );
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
}

/** The line about a finding: which row, and what is wrong with it. */
function describe(finding: Finding): string {
  switch (finding.kind) {
    case "changed":
      return `row ${finding.sequence} (${rowOf(finding)}) is not as it was sealed: it was changed, or replaced another row`;
    case "removed":
      return `row ${finding.sequence} (${rowOf(finding)}) was removed`;
    case "misdated":
      return `row ${finding.sequence} (${rowOf(finding)}) was written at another time than its own`;
    case "inserted":
      return `a row (${rowOf(finding)}) was not inserted by the console: it has no seal and none is pending`;
    case "removed_unsealed":
      return `a row (${rowOf(finding)}) was removed before it was sealed`;
    case "seals_removed":
      return `the seals of the rows ${finding.from} to ${finding.to} were removed`;
    case "checkpoint_false":
      return `the checkpoint at row ${finding.sequence}, before which all rows were dropped, was not made by the console`;
    case "key_missing":
      return "the key of the chain is gone (audit_keys): nothing can be verified";
    case "cut_off":
      return `the chain ends before row ${finding.head.sequence}, which --head names: its end was cut off`;
    case "head_other":
      return `row ${finding.head.sequence} has another hash than --head says: the chain was rebuilt`;
    case "head_dropped":
      return `row ${finding.head.sequence}, which --head names, has been dropped after its retention: compare with a newer one`;
  }
}

const rowOf = ({ at, id }: { at: string; id: string }) => `${at}, ${id}`;

function summaryOf(
  { sound, waiting, droppedBefore, head }: Verification,
  findings: number,
): string[] {
  return [
    ...(droppedBefore
      ? [
          `rows before ${droppedBefore.slice(0, 10)} have been dropped after their retention`,
        ]
      : []),
    `${sound} rows are as they were written${findings > 0 ? "; the others are listed above" : ""}`,
    ...(waiting > 0
      ? [
          `${waiting} rows are not sealed yet, which a running console does within seconds`,
        ]
      : []),
    ...(head
      ? [
          `head: ${head.sequence}:${head.hash}`,
          "keep it elsewhere: a later run with --head then finds out whether the end was cut off",
        ]
      : []),
  ];
}
