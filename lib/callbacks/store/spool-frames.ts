import { crc32 } from "node:zlib";

/** Begins every record, so that whole records behind a broken one are found. */
const MARK = Buffer.from([0x4c, 0x70, 0xf0, 0x9f]);
const HEAD_BYTES = MARK.length + 8;
/** More than any callback can need. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

/** One record of a spool file: mark, length, checksum, content. */
export function frame(record: string): Buffer {
  const content = Buffer.from(record, "utf8");
  const head = Buffer.alloc(HEAD_BYTES);
  MARK.copy(head);
  head.writeUInt32BE(content.length, MARK.length);
  head.writeUInt32BE(crc32(content), MARK.length + 4);
  return Buffer.concat([head, content]);
}

/** The content of a spool file. */
export interface Frames {
  records: string[];
  /** Bytes at the end that are not a whole record. */
  torn: number;
  /** Whole records follow bytes that are not a record. */
  damaged: boolean;
}

/** Reads all whole records of a spool file, skipping anything between and behind them. */
export function readFrames(bytes: Buffer): Frames {
  const frames: Frames = { records: [], torn: 0, damaged: false };
  let position = 0;
  while (position < bytes.length) {
    const record = recordAt(bytes, position);
    if (record) {
      if (frames.torn > 0) frames.damaged = true;
      frames.records.push(record.toString("utf8"));
      frames.torn = 0;
      position += HEAD_BYTES + record.length;
      continue;
    }
    const next = bytes.indexOf(MARK, position + 1);
    const end = next === -1 ? bytes.length : next;
    frames.torn += end - position;
    position = end;
  }
  return frames;
}

function recordAt(bytes: Buffer, position: number): Buffer | null {
  if (position + HEAD_BYTES > bytes.length) return null;
  if (!bytes.subarray(position, position + MARK.length).equals(MARK))
    return null;
  const length = bytes.readUInt32BE(position + MARK.length);
  const begin = position + HEAD_BYTES;
  if (length > MAX_RECORD_BYTES || begin + length > bytes.length) return null;
  const content = bytes.subarray(begin, begin + length);
  return crc32(content) === bytes.readUInt32BE(position + MARK.length + 4)
    ? content
    : null;
}
