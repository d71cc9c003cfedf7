import {
  rotateKeys,
  type Rotation,
} from "#lib/maintenance/key-rotation/index.ts";
import { rethrowSecretKeyError } from "#server/runtime/rethrow-secret-key-error.ts";
import { UsageError } from "./usage-error.ts";

const PROGRESS_INTERVAL_MS = 5_000;

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Rotates to the first key of SECRET_KEYS and prints the result.
 * @returns 0 when all stored secrets are sealed with it; 1 when some are not
 * @throws {StartupError} when SECRET_KEYS does not open what is stored
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError("rotate-keys takes no arguments");
  let printedAt = performance.now();
  const rotation = await rotateKeys(({ table, column }, renewed) => {
    if (performance.now() - printedAt < PROGRESS_INTERVAL_MS) return;
    printedAt = performance.now();
    print(`${table}.${column}: ${renewed} sealed again so far`);
  }).catch(rethrowSecretKeyError);
  summaryOf(rotation).forEach(print);
  return rotation.unopened.length + rotation.unsettled.length === 0 ? 0 : 1;
}

/** The lines about a rotation: names of tables, columns and keys, never values. */
export function summaryOf(rotation: Rotation): string[] {
  const { newest, renewed, unopened, unsettled, released } = rotation;
  const where = ({ table, column, keyId, count }: Rotation["unopened"][0]) =>
    `${count} in ${table}.${column}, ${keyId === null ? "of no key" : `key "${keyId}"`}`;
  return [
    ...[...renewed].map(
      ([table, count]) => `${table}: ${count} sealed again with "${newest}"`,
    ),
    ...unopened.map((count) => `could not be opened: ${where(count)}`),
    ...unsettled.map(
      (count) =>
        `sealed with another key while this ran, or changed too often: ${where(count)}`,
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
