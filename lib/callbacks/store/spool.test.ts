import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { frame, readFrames } from "./spool-frames.ts";
import { Spool } from "./spool.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lingpai-spool-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const only = () => join(folder, readdirSync(folder)[0] ?? "");

async function drained(spool: Spool): Promise<string[]> {
  const all: string[] = [];
  await spool.drain((records) => {
    all.push(...records);
    return Promise.resolve();
  });
  return all;
}

describe("a spool", () => {
  test("the spool returns its records in order and is empty afterwards", async () => {
    const spool = new Spool(folder);
    await spool.append(["一", "two"]);
    await spool.append(["three"]);
    expect(spool.waiting).toBe(3);
    expect(await drained(spool)).toEqual(["一", "two", "three"]);
    expect(readdirSync(folder)).toEqual([]);
    expect(spool.waiting).toBe(0);
  });

  test("the spool keeps all records when storing them fails", async () => {
    const spool = new Spool(folder);
    await spool.append(["one"]);
    await expect(
      spool.drain(() => Promise.reject(new Error("away again"))),
    ).rejects.toThrow();
    await spool.append(["two"]);
    expect(await drained(spool)).toEqual(["one", "two"]);
  });

  test("the whole records of a writer that died are returned", async () => {
    const spool = new Spool(folder);
    await spool.append(["one", "two", "three"]);
    const length = readFileSync(only()).length;
    truncateSync(only(), length - 2);
    const result = await new Spool(folder).drain((records) => {
      expect(records).toEqual(["one", "two"]);
      return Promise.resolve();
    });
    expect(result).toEqual({ records: 2, torn: frame("three").length - 2 });
  });

  test("no record is lost that was written while another process took the file", async () => {
    const [writer, taker] = [new Spool(folder), new Spool(folder)];
    const seen: string[] = [];
    const take = (records: string[]) => {
      seen.push(...records);
      return Promise.resolve();
    };
    const writing = (async () => {
      for (let number = 0; number < 150; number += 1)
        await writer.append([String(number)]);
    })();
    let over = false;
    void writing.then(() => (over = true));
    while (!over) {
      await taker.drain(take);
      await pause(5);
    }
    await writing;
    await taker.drain(take);
    expect(new Set(seen)).toEqual(
      new Set(Array.from({ length: 150 }, (_, number) => String(number))),
    );
  });

  test("a failed write is reported and leaves nothing behind", async () => {
    const now = vi.spyOn(Date, "now").mockReturnValue(1);
    const spool = new Spool(folder, "full");
    now.mockRestore();
    symlinkSync("/dev/full", join(folder, "1-full-000001.spool"));
    await expect(spool.append(["one"])).rejects.toThrow(/ENOSPC/);
    expect(spool.waiting).toBe(0);
  });

  test("whole records behind a broken one are returned, and the file is kept", async () => {
    const spool = new Spool(folder);
    await spool.append(["one", "two"]);
    const file = only();
    const bytes = readFileSync(file);
    bytes[14] = (bytes[14] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await drained(new Spool(folder))).toEqual(["two"]);
    expect(readdirSync(folder)).toEqual([
      expect.stringMatching(/\.damaged$/) as unknown,
    ]);
  });
});

describe("the records of a spool file", () => {
  test("all whole records are found, wherever the end was cut off", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), {
          minLength: 1,
        }),
        fc.nat(),
        (records, cut) => {
          const whole = Buffer.concat(records.map(frame));
          const kept = whole.subarray(0, cut % (whole.length + 1));
          const found = readFrames(kept);
          expect(found.records).toEqual(records.slice(0, found.records.length));
          expect(found.damaged).toBe(false);
          const next = records[found.records.length];
          if (next !== undefined)
            expect(found.torn).toBeLessThan(frame(next).length);
        },
      ),
    );
  });

  test("no record is made up from noise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), (noise) => {
        expect(readFrames(Buffer.from(noise)).records).toEqual([]);
      }),
    );
  });

  test("all records are found behind noise that another program appended", () => {
    const file = join(folder, "file");
    writeFileSync(file, frame("one"));
    appendFileSync(file, "noise");
    appendFileSync(file, frame("two"));
    expect(readFrames(readFileSync(file))).toEqual({
      records: ["one", "two"],
      torn: 0,
      damaged: true,
    });
  });
});
