import {
  type Finding,
  type Head,
  type Verification,
  verifyChain,
} from "#lib/audit/chain/index.ts";
import { assertSecretKeys } from "#lib/maintenance/key-rotation/index.ts";
import { keysRefused } from "#server/runtime/secret-key-failure.ts";
import { UsageError } from "./index.ts";

const PROGRESS_MS = 5_000;
/** More findings than this are counted and not told: by then it is clear that something is wrong. */
const MOST_TOLD = 100;

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Verifies the chain of the audit log and says which rows do not fit.
 * @param args `--head <sequence>:<hash>` as an earlier verification printed it
 * @returns 0 when every row stands as it was written
 * @throws {StartupError} when SECRET_KEYS does not open what is stored
 */
export async function run(args: string[]): Promise<number> {
  const head = readHead(args);
  await assertSecretKeys().catch(keysRefused);
  let told = performance.now();
  let findings = 0;
  const verification = await verifyChain({
    head,
    found(finding) {
      findings += 1;
      if (findings <= MOST_TOLD) print(`✗ ${inWords(finding)}`);
    },
    progress(rows) {
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      print(`${rows} rows looked at …`);
    },
  });
  if (findings > MOST_TOLD) print(`✗ … and ${findings - MOST_TOLD} more`);
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
      "verify-audit takes nothing but --head <number>:<hash>, as an earlier run printed it",
    );
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
}

/** A finding in words: which row, and what about it. */
function inWords(finding: Finding): string {
  switch (finding.kind) {
    case "changed":
      return `row ${finding.sequence} (${rowOf(finding)}) is not as it was sealed: it was changed, or put in another's place`;
    case "removed":
      return `row ${finding.sequence} (${rowOf(finding)}) was removed`;
    case "misdated":
      return `row ${finding.sequence} (${rowOf(finding)}) was written at another time than it says`;
    case "inserted":
      return `a row (${rowOf(finding)}) was inserted past the console: it has no seal and waits for none`;
    case "removed_unsealed":
      return `a row (${rowOf(finding)}) was removed before it was sealed`;
    case "seals_removed":
      return `the seals of the rows ${finding.from} to ${finding.to} were removed`;
    case "checkpoint_false":
      return `the checkpoint at row ${finding.sequence}, before which all was dropped, was not made by the console`;
    case "key_missing":
      return "the key of the chain is gone (audit_keys): nothing can be verified";
    case "cut_off":
      return `the chain ends before row ${finding.head.sequence}, which --head names: its end was cut off`;
    case "head_other":
      return `row ${finding.head.sequence} has another hash than --head says: the chain was made anew`;
    case "head_dropped":
      return `row ${finding.head.sequence}, which --head names, was dropped in due time: compare with a younger one`;
  }
}

const rowOf = ({ at, id }: { at: string; id: string }) => `${at}, ${id}`;

function summaryOf(
  { sound, waiting, droppedBefore, head }: Verification,
  findings: number,
): string[] {
  return [
    ...(droppedBefore
      ? [`rows before ${droppedBefore.slice(0, 10)} were dropped in due time`]
      : []),
    `${sound} rows are as they were written${findings > 0 ? "; the others are named above" : ""}`,
    ...(waiting > 0
      ? [
          `${waiting} rows wait for their seal, which a running console gives them within seconds`,
        ]
      : []),
    ...(head
      ? [
          `head: ${head.sequence}:${head.hash}`,
          "keep it elsewhere: with --head it tells later whether the end was cut off",
        ]
      : []),
  ];
}
