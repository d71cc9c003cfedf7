import { sql } from "drizzle-orm";
import { db } from "#lib/base/db/index.ts";
import { chainKey } from "./chain-key.ts";
import { type Checkpoint, newestCheckpoint } from "./checkpoint.ts";
import {
  chainedColumns,
  type ChainedRow,
  checkpointSignature,
  link,
  moment,
  same,
  START,
} from "./link.ts";

const PAGE_ROWS = 2_000;
/** Much longer than any transaction: rows may be sealed out of the order of their times by this much. */
const LATE_MS = 10 * 60_000;

/** The end of the chain at some time. Stored elsewhere, it shows whether the chain was later truncated or rebuilt. */
export interface Head {
  sequence: number;
  /** Hexadecimal. */
  hash: string;
}

/** A deviation from the chain. `at` and `id` identify a row of `audit_log`. */
export type Finding =
  | {
      kind: "changed" | "removed" | "misdated";
      sequence: number;
      at: string;
      id: string;
    }
  | { kind: "inserted" | "removed_unsealed"; at: string; id: string }
  | { kind: "seals_removed"; from: number; to: number }
  | { kind: "checkpoint_false"; sequence: number }
  | { kind: "key_missing" }
  | { kind: "cut_off" | "head_other" | "head_dropped"; head: Head };

export interface Verification {
  /** Rows whose seal is valid. */
  sound: number;
  /** Rows that wait for their seal. */
  waiting: number;
  /** Rows before this were dropped by retention; ISO 8601. */
  droppedBefore: string | null;
  head: Head | null;
}

interface Position {
  sequence: number;
  hash: Buffer;
}

interface SealedRow extends Omit<ChainedRow, "id"> {
  sequence: string;
  hash: Buffer;
  row_at: string;
  row_id: string;
  sealed_at: string;
  /** null when the row is missing. */
  id: string | null;
}

/**
 * Verifies the audit log against its chain, a page at a time.
 * @param input.head the head that an earlier verification returned
 * @param input.found called for each deviation
 * @param input.progress called after each page with the number of rows checked so far
 */
export async function verifyChain(input: {
  head?: Head;
  found: (finding: Finding) => void;
  progress: (rows: number) => void;
}): Promise<Verification> {
  const key = await chainKey(db());
  const checkpoint = await newestCheckpoint(db());
  if (checkpoint && !(key && isGenuine(key, checkpoint)))
    input.found({ kind: "checkpoint_false", sequence: checkpoint.sequence });
  const walk = await walkChain(key, checkpoint, input);
  if (input.head) compareHead(input.head, walk, checkpoint, input.found);
  await walkLog(checkpoint, input);
  return {
    sound: walk.sound,
    waiting: await waiting(input.found),
    droppedBefore: checkpoint?.before ?? null,
    head:
      walk.end.sequence === 0
        ? null
        : {
            sequence: walk.end.sequence,
            hash: walk.end.hash.toString("hex"),
          },
  };
}

function isGenuine(key: Buffer, checkpoint: Checkpoint): boolean {
  return same(checkpoint.signature, checkpointSignature(key, checkpoint));
}

interface Walk {
  sound: number;
  end: Position;
  /** The hash at the position of the given head. */
  atHead: string | null;
}

/** Checks each seal: the sequence has no gap, the row exists and is unchanged. */
async function walkChain(
  key: Buffer | null,
  checkpoint: Checkpoint | undefined,
  { head, found, progress }: Parameters<typeof verifyChain>[0],
): Promise<Walk> {
  const begin: Position = checkpoint ?? START;
  const walk: Walk = { sound: 0, end: begin, atHead: null };
  let newest = 0;
  for (;;) {
    const page = await sealedPage(walk.end.sequence);
    if (page.length > 0 && !key) {
      found({ kind: "key_missing" });
      return walk;
    }
    for (const row of page) {
      const { row_at: at, row_id: id, hash } = row;
      const sequence = Number(row.sequence);
      const gap = sequence !== walk.end.sequence + 1;
      if (gap)
        found({
          kind: "seals_removed",
          from: walk.end.sequence + 1,
          to: sequence - 1,
        });
      const verdict = assess(key, walk.end.hash, row, checkpoint);
      // Without the hash before a gap, the row after it can only be checked for existence.
      if (verdict === "sound" || (gap && verdict === "changed"))
        walk.sound += 1;
      else if (verdict !== "dropped")
        found({ kind: verdict, sequence, at, id });
      const time = Date.parse(at);
      const future = time > Date.parse(row.sealed_at) + LATE_MS;
      if (future || time < newest - LATE_MS)
        found({ kind: "misdated", sequence, at, id });
      if (!future) newest = Math.max(newest, time);
      walk.end = { sequence, hash };
      if (head?.sequence === sequence) walk.atHead = hash.toString("hex");
    }
    progress(walk.end.sequence - begin.sequence);
    if (page.length < PAGE_ROWS) return walk;
  }
}

function assess(
  key: Buffer | null,
  previous: Buffer,
  row: SealedRow,
  checkpoint: Checkpoint | undefined,
): "sound" | "changed" | "removed" | "dropped" {
  const { id, row_at: at, hash } = row;
  if (id === null)
    return checkpoint && at < checkpoint.before ? "dropped" : "removed";
  const expected =
    key && link(key, previous, Number(row.sequence), { ...row, id });
  return expected && same(hash, expected) ? "sound" : "changed";
}

async function sealedPage(after: number): Promise<SealedRow[]> {
  const { rows } = await db().execute<SealedRow & Record<string, unknown>>(sql`
    select s.sequence, s.hash, ${moment("s.sealed_at")} as sealed_at, ${moment("s.at")} as row_at, s.id::text as row_id, ${chainedColumns}
    from (select * from audit_seals where sequence > ${after} order by sequence limit ${PAGE_ROWS}) s
    left join audit_log l on l.at = s.at and l.id = s.id
    order by s.sequence`);
  return rows;
}

function compareHead(
  head: Head,
  { end, atHead }: Walk,
  checkpoint: Checkpoint | undefined,
  found: (finding: Finding) => void,
): void {
  if (head.sequence > end.sequence) found({ kind: "cut_off", head });
  else if (atHead !== null) {
    if (atHead !== head.hash) found({ kind: "head_other", head });
  } else if (head.sequence !== checkpoint?.sequence)
    found({ kind: "head_dropped", head });
  else if (checkpoint.hash.toString("hex") !== head.hash)
    found({ kind: "head_other", head });
}

/** Checks each row of the log: it has a seal or is waiting for one. */
async function walkLog(
  checkpoint: Checkpoint | undefined,
  { found, progress }: Parameters<typeof verifyChain>[0],
): Promise<void> {
  const lowestId = "00000000-0000-0000-0000-000000000000";
  let last = { at: checkpoint?.before ?? "-infinity", id: lowestId };
  let checked = 0;
  for (;;) {
    const { rows } = await db().execute<{
      at: string;
      id: string;
      known: boolean;
    }>(sql`
      select ${moment("l.at")} as at, l.id::text as id, s.id is not null or u.id is not null as known
      from (
        select at, id from audit_log
        where at >= ${last.at}::timestamptz and (at, id) > (${last.at}::timestamptz, ${last.id}::uuid)
        order by at, id limit ${PAGE_ROWS}
      ) l
      left join audit_seals s on s.at = l.at and s.id = l.id
      left join audit_unsealed u on u.at = l.at and u.id = l.id
      order by l.at, l.id`);
    for (const { at, id, known } of rows)
      if (!known) found({ kind: "inserted", at, id });
    progress((checked += rows.length));
    const end = rows.at(-1);
    if (rows.length < PAGE_ROWS || !end) return;
    last = end;
  }
}

/** Counts the rows that wait for their seal; one that is missing was removed before it was sealed. */
async function waiting(found: (finding: Finding) => void): Promise<number> {
  const { rows } = await db().execute<{
    at: string;
    id: string;
    there: boolean;
  }>(sql`
    select ${moment("u.at")} as at, u.id::text as id, l.id is not null as there
    from (select at, id from audit_unsealed order by at, id limit ${PAGE_ROWS}) u
    left join audit_log l on l.at = u.at and l.id = u.id`);
  for (const { at, id, there } of rows)
    if (!there) found({ kind: "removed_unsealed", at, id });
  return rows.filter(({ there }) => there).length;
}
