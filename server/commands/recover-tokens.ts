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
import { keysRefused } from "#server/runtime/secret-key-failure.ts";
import { UsageError } from "./index.ts";
import { troubleOf } from "./trouble.ts";

const LOOK_MS = 500;
const actor = { kind: "system", name: "recover-tokens" } as const;

const print = (line: string) => process.stdout.write(`${line}\n`);
/** 12 500 */
const number = (value: number) =>
  value.toLocaleString("en").replaceAll(",", " ");

/**
 * Takes all refresh tokens over from WeChat's list and says what came of it.
 * @returns 0 when all accounts were compared; 1 when they were not, or another process does it
 * @throws {StartupError} when SECRET_KEYS does not open what is stored
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0)
    throw new UsageError("recover-tokens takes nothing more");
  // With other keys every token that is stored would look lost.
  await assertSecretKeys().catch(keysRefused);
  try {
    return await recover(await activeComponent());
  } catch (error) {
    const trouble = troubleOf(error);
    if (!trouble) throw error;
    print(`${trouble.found}\n${trouble.mend}`);
    print("what is done stays done: run this again, it goes on from there");
    return 1;
  }
}

async function recover(component: Component): Promise<number> {
  const { componentAppid } = component;
  for (;;) {
    const earlier = await unfinishedReconciliation(componentAppid);
    if (earlier && earlier.heldSeconds > 0) {
      if (await lives(componentAppid, earlier)) return 1;
      continue;
    }
    if (earlier?.resumable)
      print(
        `an earlier run came as far as ${number(earlier.place)} accounts: this one goes on from there`,
      );
    const done = await compare(component);
    if (done) return 0;
  }
}

/** Whether somebody compares just now: whoever does says so every few seconds, and whoever was killed does not. */
async function lives(
  componentAppid: string,
  { place, heldSeconds, leaseUntil }: Unfinished,
): Promise<boolean> {
  print(
    `another process was comparing the accounts a moment ago, and came as far as ${number(place)}: if it says nothing more, this one takes over in ${heldSeconds} s …`,
  );
  for (;;) {
    await pause(LOOK_MS);
    const now = await unfinishedReconciliation(componentAppid);
    if (!now) print("it came to its end: this one looks at all again");
    if (!now || now.heldSeconds === 0) return false;
    if (now.leaseUntil === leaseUntil) continue;
    print(
      `it is at work, and now at ${number(now.place)}: two at once would only ask WeChat twice. Run this again when it is done`,
    );
    return true;
  }
}

async function compare(component: Component): Promise<boolean> {
  let told = -1;
  const result = await reconcile(component, actor, {
    now: true,
    note({ place, total }) {
      if (place === told) return;
      told = place;
      print(`${number(place)} of ${number(total)} compared …`);
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
