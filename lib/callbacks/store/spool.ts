import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import {
  appendFile,
  type FileHandle,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { join } from "node:path";
import { frame, readFrames } from "./spool-frames.ts";

const WRITTEN = ".spool";
const TAKEN = ".draining";
const DAMAGED = ".damaged";
/** A file is read as a whole when it is taken. */
const FILE_BYTES = 16 * 1024 * 1024;

/** What a drain found. */
export interface Drained {
  records: number;
  /** Bytes behind the last whole record: of a writer that died in the middle of one, which nobody was answered for. */
  torn: number;
}

/**
 * Files that hold callbacks while the database is away. A record counts once it is on the disk; a file is taken by
 * renaming it, by this process or any other one on the folder, and removed once all of it is in the database. Whoever
 * dies in between leaves a file for the next one: taking a record twice does no harm.
 */
export class Spool {
  readonly #folder: string;
  readonly #name: string;
  #files = 0;
  #path = "";
  #file: FileHandle | null = null;
  #size = 0;
  #records = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param name of this writer's files, its own unless given */
  constructor(folder: string, name: string = randomUUID()) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#name = `${Date.now()}-${name}`;
  }

  /** Records that this writer has put away and nobody has taken. */
  get waiting(): number {
    return this.#records;
  }

  /**
   * Puts records away in their order; they are on the disk when it resolves.
   * @throws when the disk is full or cannot be written: none of the records counts
   */
  append(records: readonly string[]): Promise<void> {
    return this.#alone(() => this.#append(records));
  }

  async #append(records: readonly string[]): Promise<void> {
    const bytes = Buffer.concat(records.map(frame));
    if (this.#size > FILE_BYTES) await this.#letGo();
    for (;;) {
      const file = (this.#file ??= await this.#next());
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } catch (error) {
        await this.#cutBack(file);
        throw error;
      }
      // Somebody may have taken the file, and read it, before these bytes were in it: then they go into a new one.
      if (await this.#isStillMine(file)) break;
      await this.#letGo();
    }
    this.#size += bytes.length;
    this.#records += records.length;
  }

  /**
   * Hands over all records on the folder, this writer's and those that others left, file by file in their order, and
   * removes them once they have been taken.
   * @param take stores a file's records; when it throws, they stay
   */
  async drain(take: (records: string[]) => Promise<void>): Promise<Drained> {
    const drained: Drained = { records: 0, torn: 0 };
    await this.#alone(() => this.#takeFiles());
    for (const name of await this.#names(TAKEN)) {
      const path = join(this.#folder, name);
      const content = await readFile(path).catch(ignoreMissing);
      if (!content) continue;
      const { records, torn, damaged } = readFrames(content);
      await take(records);
      drained.records += records.length;
      drained.torn += torn;
      // Whole records behind a broken one: no death does that, so somebody must look at it.
      if (damaged) await rename(path, `${path}${DAMAGED}`).catch(ignoreMissing);
      else await rm(path, { force: true });
    }
    return drained;
  }

  async #takeFiles(): Promise<void> {
    await this.#letGo();
    this.#records = 0;
    for (const name of await this.#names(WRITTEN))
      await rename(
        join(this.#folder, name),
        join(this.#folder, `${name}.${randomUUID()}${TAKEN}`),
      ).catch(ignoreMissing);
  }

  /** Keeps a record out of the way, in a file that nobody takes. */
  async putAside(record: string): Promise<void> {
    await appendFile(join(this.#folder, `refused${DAMAGED}`), frame(record), {
      mode: 0o600,
    });
  }

  /** Whether any file waits on the folder, also of a writer that is dead. */
  async isEmpty(): Promise<boolean> {
    const files = [
      ...(await this.#names(WRITTEN)),
      ...(await this.#names(TAKEN)),
    ];
    return files.length === 0;
  }

  close(): Promise<void> {
    return this.#alone(() => this.#letGo());
  }

  /** One step at a time: none finds its file closed by another. */
  #alone<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(step);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #next(): Promise<FileHandle> {
    this.#files += 1;
    const number = String(this.#files).padStart(6, "0");
    this.#path = join(this.#folder, `${this.#name}-${number}${WRITTEN}`);
    return open(this.#path, "a", 0o600);
  }

  async #names(end: string): Promise<string[]> {
    return (await readdir(this.#folder))
      .filter((name) => name.endsWith(end))
      .sort();
  }

  async #isStillMine(file: FileHandle): Promise<boolean> {
    const [held, named] = await Promise.all([
      file.stat(),
      stat(this.#path).catch(ignoreMissing),
    ]);
    return named?.ino === held.ino && named.dev === held.dev;
  }

  /** A record cut short by a full disk would hide those behind it. */
  async #cutBack(file: FileHandle): Promise<void> {
    try {
      await file.truncate(this.#size);
    } catch {
      await this.#letGo();
    }
  }

  async #letGo(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    this.#size = 0;
    await file?.close();
  }
}

/** The files of all writers on a folder, which need not be there yet; `damaged` ones were set aside. */
export async function spoolFiles(
  folder: string,
): Promise<{ waiting: number; damaged: number }> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
  const count = (end: string) =>
    names.filter((name) => name.endsWith(end)).length;
  return { waiting: count(WRITTEN) + count(TAKEN), damaged: count(DAMAGED) };
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT")
    return undefined;
  throw error;
}
