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
import { Mutex } from "#lib/base/mutex.ts";
import { frame, readFrames } from "./spool-frames.ts";

const WRITTEN = ".spool";
const TAKEN = ".draining";
const DAMAGED = ".damaged";
/** A file is read into memory as a whole. */
const FILE_BYTES = 16 * 1024 * 1024;

/** The result of a drain. */
export interface Drained {
  records: number;
  /** Bytes behind the last whole record, of a writer that died in the middle of one: that callback was not acknowledged. */
  torn: number;
}

/**
 * Files of callbacks for the time that the database is unavailable. A record counts once it is synced to the disk. A
 * process takes a file by renaming it, its own or another's, and removes it once all records are in the database. If it
 * dies in between, the next process takes the file again: storing a record twice does no harm.
 */
export class Spool {
  readonly #folder: string;
  readonly #name: string;
  #files = 0;
  #path = "";
  #file: FileHandle | null = null;
  #size = 0;
  #records = 0;
  /** No step may close the file while another uses it. */
  readonly #mutex = new Mutex();

  /** @param name of this writer's files; by default a unique one */
  constructor(folder: string, name: string = randomUUID()) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#name = `${Date.now()}-${name}`;
  }

  /** Records that this writer has written and no process has taken. */
  get waiting(): number {
    return this.#records;
  }

  /**
   * Appends records in their order; they are synced to the disk when it resolves.
   * @throws when the disk is full or cannot be written: none of the records counts
   */
  append(records: readonly string[]): Promise<void> {
    return this.#mutex.run(() => this.#append(records));
  }

  async #append(records: readonly string[]): Promise<void> {
    const bytes = Buffer.concat(records.map(frame));
    if (this.#size > FILE_BYTES) await this.#closeFile();
    for (;;) {
      const file = (this.#file ??= await this.#next());
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } catch (error) {
        await this.#truncate(file);
        throw error;
      }
      // Another process may have taken and read the file before these bytes were in it: then they go into a new file.
      if (await this.#isStillMine(file)) break;
      await this.#closeFile();
    }
    this.#size += bytes.length;
    this.#records += records.length;
  }

  /**
   * Hands over all records in the folder, of this writer and of others, file by file in their order, and removes each file
   * once its records are stored.
   * @param take stores the records of one file; when it throws, the file stays
   */
  async drain(take: (records: string[]) => Promise<void>): Promise<Drained> {
    const drained: Drained = { records: 0, torn: 0 };
    await this.#mutex.run(() => this.#takeFiles());
    for (const name of await this.#names(TAKEN)) {
      const path = join(this.#folder, name);
      const content = await readFile(path).catch(ignoreMissing);
      if (!content) continue;
      const { records, torn, damaged } = readFrames(content);
      await take(records);
      drained.records += records.length;
      drained.torn += torn;
      // Whole records behind a broken one: no crash causes that, so the file is kept for an operator to inspect.
      if (damaged) await rename(path, `${path}${DAMAGED}`).catch(ignoreMissing);
      else await rm(path, { force: true });
    }
    return drained;
  }

  async #takeFiles(): Promise<void> {
    await this.#closeFile();
    this.#records = 0;
    for (const name of await this.#names(WRITTEN))
      await rename(
        join(this.#folder, name),
        join(this.#folder, `${name}.${randomUUID()}${TAKEN}`),
      ).catch(ignoreMissing);
  }

  /** Keeps a record in a file that no process takes. */
  async quarantine(record: string): Promise<void> {
    await appendFile(join(this.#folder, `refused${DAMAGED}`), frame(record), {
      mode: 0o600,
    });
  }

  /** Whether no file waits in the folder, of this writer or another. */
  async isEmpty(): Promise<boolean> {
    const files = [
      ...(await this.#names(WRITTEN)),
      ...(await this.#names(TAKEN)),
    ];
    return files.length === 0;
  }

  close(): Promise<void> {
    return this.#mutex.run(() => this.#closeFile());
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
    const [opened, named] = await Promise.all([
      file.stat(),
      stat(this.#path).catch(ignoreMissing),
    ]);
    return named?.ino === opened.ino && named.dev === opened.dev;
  }

  /** A record cut short by a full disk would hide the records behind it. */
  async #truncate(file: FileHandle): Promise<void> {
    try {
      await file.truncate(this.#size);
    } catch {
      await this.#closeFile();
    }
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    this.#size = 0;
    await file?.close();
  }
}

/** Counts the files of all writers in a folder, which may not exist yet; `damaged` files are quarantined. */
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
