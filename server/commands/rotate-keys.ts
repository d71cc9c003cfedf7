import {
  rotateKeys,
  type Rotation,
} from "#lib/maintenance/key-rotation/index.ts";
import { keysRefused } from "#server/runtime/secret-key-failure.ts";
import { UsageError } from "./index.ts";

const PROGRESS_MS = 5_000;

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Rotates to the first key of SECRET_KEYS and says what came of it.
 * @returns 0 when all that is stored is sealed with it; 1 when something is not
 * @throws {StartupError} when SECRET_KEYS does not open what is stored
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError("rotate-keys takes nothing more");
  let told = performance.now();
  const rotation = await rotateKeys(({ table, column }, renewed) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    print(`${table}.${column}: ${renewed} sealed anew so far`);
  }).catch(keysRefused);
  summaryOf(rotation).forEach(print);
  return rotation.unopened.length + rotation.unsettled.length === 0 ? 0 : 1;
}

/** The rotation in words: names of tables, columns and keys, and never anything of what they hold. */
export function summaryOf(rotation: Rotation): string[] {
  const { newest, renewed, unopened, unsettled, released } = rotation;
  const where = ({ table, column, keyId, count }: Rotation["unopened"][0]) =>
    `${count} in ${table}.${column}, ${keyId === null ? "of no key" : `key "${keyId}"`}`;
  return [
    ...[...renewed].map(
      ([table, count]) => `${table}: ${count} sealed anew with "${newest}"`,
    ),
    ...unopened.map((count) => `could not be opened: ${where(count)}`),
    ...unsettled.map(
      (count) =>
        `sealed with another key while this ran, or changed all the time: ${where(count)}`,
    ),
    ...(unsettled.length > 0
      ? [
          `let SECRET_KEYS begin with "${newest}" on every instance, restart them, and run this again`,
        ]
      : []),
    ...released.map(
      (keyId) =>
        `nothing is sealed with the key "${keyId}" any more: it may be taken out of SECRET_KEYS`,
    ),
  ];
}
