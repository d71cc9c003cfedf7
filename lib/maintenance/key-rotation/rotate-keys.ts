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

/** Rows that stay locked through all passes are reported. */
const MAX_PASSES = 10;
const BETWEEN_PASSES_MS = 500;

/** The result of a rotation. */
export interface Rotation {
  /** The key that seals now. */
  newest: string;
  /** Values resealed, by table. */
  renewed: Map<string, number>;
  /** Values that do not open. */
  unopened: Count[];
  /** Values that were sealed with another key during the rotation, or whose row was locked in every pass. */
  unsettled: Count[];
  /** Keys that no longer seal anything. */
  released: string[];
}

/** Called after each page with the number of values of a column that were resealed in this pass. */
type Progress = (column: SealedColumn, renewed: number) => void;

interface Pass {
  found: Tally;
  /** Found but skipped, because the row was locked or had changed. */
  missed: Tally;
  unopened: Tally;
}

/**
 * Reseals everything that older keys have sealed with the newest key, while the console keeps running. Can be interrupted
 * at any time; the next run continues with what is left.
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
          : [
              {
                ...sealed,
                fresh: seal(secret, column.sealContext(sealed.key)),
              },
            ];
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
    return open(blob, column.sealContext(key));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
