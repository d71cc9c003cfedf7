import { setTimeout as pause } from "node:timers/promises";
import {
  keyIdOf,
  keyIds,
  open,
  seal,
  SealError,
} from "#lib/base/secrets/index.ts";
import { checkSecretKeys, forgetKeys } from "./key-checks.ts";
import { replaceBlobs, type Sealed, sealedPages } from "./queries.ts";
import { type SealedColumn, sealedColumns } from "./sealed-columns.ts";
import { type Count, Tally } from "./tally.ts";

/** Whoever holds a row for longer than all of them is told of. */
const MAX_PASSES = 10;
const BETWEEN_PASSES_MS = 500;

/** What became of a rotation. */
export interface Rotation {
  /** The key that seals now. */
  newest: string;
  /** Values sealed anew, by table. */
  renewed: Map<string, number>;
  /** Values that do not open. */
  unopened: Count[];
  /** Values that another key sealed while this ran, or that somebody was changing all the time. */
  unsettled: Count[];
  /** Keys that nothing is sealed with any more. */
  released: string[];
}

/** Is told after each page how many values of a column have been sealed anew in this pass. */
type Progress = (column: SealedColumn, renewed: number) => void;

interface Pass {
  found: Tally;
  /** Found, and not had: somebody was changing the row. */
  missed: Tally;
  unopened: Tally;
}

/**
 * Seals anew, with the newest key, all that other keys have sealed, while the console goes on working. May be broken
 * off at any moment: the next run goes on with what is left.
 * @throws {SecretKeyError} before anything is changed
 */
export async function rotateKeys(progress: Progress): Promise<Rotation> {
  await checkSecretKeys();
  const [newest, ...older] = keyIds();
  const renewed = new Map(sealedColumns.map(({ table }) => [table, 0]));
  const written = new Tally();
  let pass = await runPass(newest, progress);
  count(renewed, pass);
  for (let done = 1; done < MAX_PASSES && !isEmpty(pass.found); done += 1) {
    await pause(BETWEEN_PASSES_MS);
    const { missed } = pass;
    pass = await runPass(newest, progress);
    count(renewed, pass);
    for (const { keyId, count, ...column } of pass.found
      .beyond(missed)
      .counts())
      written.add(column, keyId, count);
  }
  const unopened = pass.unopened.counts();
  const unsettled = [...written.counts(), ...pass.missed.counts()];
  const used = new Set([...unopened, ...unsettled].map(({ keyId }) => keyId));
  const released = older.filter((keyId) => !used.has(keyId));
  await forgetKeys(released);
  return { newest, renewed, unopened, unsettled, released };
}

const isEmpty = (tally: Tally) => tally.counts().length === 0;

function count(renewed: Map<string, number>, { found, missed }: Pass): void {
  for (const { table, count } of found.beyond(missed).counts())
    renewed.set(table, (renewed.get(table) ?? 0) + count);
}

async function runPass(newest: string, progress: Progress): Promise<Pass> {
  const pass = {
    found: new Tally(),
    missed: new Tally(),
    unopened: new Tally(),
  };
  for (const column of sealedColumns) {
    let renewed = 0;
    for await (const page of sealedPages(column, () => [newest])) {
      const changes = page.flatMap((sealed) => {
        const secret = opened(column, sealed);
        const tally = secret === null ? pass.unopened : pass.found;
        tally.add(column, keyIdOf(sealed.blob));
        return secret === null
          ? []
          : [{ ...sealed, fresh: seal(secret, column.placeOf(sealed.key)) }];
      });
      const left = await replaceBlobs(column, changes);
      for (const { blob } of left) pass.missed.add(column, keyIdOf(blob));
      renewed += changes.length - left.length;
      if (changes.length > 0) progress(column, renewed);
    }
  }
  return pass;
}

function opened(column: SealedColumn, { key, blob }: Sealed): string | null {
  try {
    return open(blob, column.placeOf(key));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
