import { setTimeout as pause } from "node:timers/promises";
import {
  reconcile,
  type Unfinished,
  unfinishedReconciliation,
} from "#lib/authorization/index.ts";
import { assertSecretKeys } from "#lib/maintenance/key-rotation/index.ts";
import {
  activeComponent,
  type Component,
} from "#lib/credentials/platform/index.ts";
import { rethrowSecretKeyError } from "#server/runtime/rethrow-secret-key-error.ts";
import { UsageError } from "./usage-error.ts";
import { diagnose } from "./diagnose.ts";

const POLL_MS = 500;
const actor = { kind: "system", name: "recover-tokens" } as const;

const print = (line: string) => process.stdout.write(`${line}\n`);
/** Formats a count with spaces: 12 500. */
const number = (value: number) =>
  value.toLocaleString("en").replaceAll(",", " ");

/**
 * Recovers all refresh tokens from WeChat's list and prints the result.
 * @returns 0 when all accounts were compared; 1 when not, or when another process compares them
 * @throws {StartupError} when SECRET_KEYS does not open what is stored
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0)
    throw new UsageError("recover-tokens takes no arguments");
  // With wrong keys every stored token would look lost.
  await assertSecretKeys().catch(rethrowSecretKeyError);
  try {
    return await recover(await activeComponent());
  } catch (error) {
    const diagnosis = diagnose(error);
    if (!diagnosis) throw error;
    print(`${diagnosis.found}\n${diagnosis.fix}`);
    print("what was recovered is kept: run this again, and it resumes there");
    return 1;
  }
}

async function recover(component: Component): Promise<number> {
  const { componentAppid } = component;
  for (;;) {
    const earlier = await unfinishedReconciliation(componentAppid);
    if (earlier && earlier.leaseSecondsLeft > 0) {
      if (await isRunningElsewhere(componentAppid, earlier)) return 1;
      continue;
    }
    if (earlier?.resumable)
      print(
        `an earlier run compared ${number(earlier.offset)} accounts: this one resumes there`,
      );
    const done = await compare(component);
    if (done) return 0;
  }
}

/** Whether another process is comparing: a running one renews its lease every few seconds, a killed one does not. */
async function isRunningElsewhere(
  componentAppid: string,
  { offset, leaseSecondsLeft, leaseUntil }: Unfinished,
): Promise<boolean> {
  print(
    `another process was comparing the accounts a moment ago, and had compared ${number(offset)}: unless it is still running, this one takes over in ${leaseSecondsLeft} s …`,
  );
  for (;;) {
    await pause(POLL_MS);
    const now = await unfinishedReconciliation(componentAppid);
    if (!now) print("it has finished: this one compares all accounts again");
    if (!now || now.leaseSecondsLeft === 0) return false;
    if (now.leaseUntil === leaseUntil) continue;
    print(
      `it is still running, and has compared ${number(now.offset)}: two runs at a time would only ask WeChat twice. Run this again when it has finished`,
    );
    return true;
  }
}

async function compare(component: Component): Promise<boolean> {
  let printed = -1;
  const result = await reconcile(component, actor, {
    now: true,
    onProgress({ offset, total }) {
      if (offset === printed) return;
      printed = offset;
      print(`${number(offset)} of ${number(total)} compared …`);
    },
  });
  if (!result) return false;
  const { found, added, mended, deauthorized } = result;
  print(
    `${number(found)} found in WeChat's list, ${number(added)} added, ${number(mended)} recovered, ${number(deauthorized)} no longer authorized`,
  );
  if (added + mended > 0)
    print(
      "the console fetches access tokens for the added and recovered ones by itself, within a minute or so while it runs",
    );
  return true;
}
