import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "../..");
const file = (name: string) => readFileSync(join(root, "public", name));
const files = readdirSync(join(root, "public"));
const PNG_BYTES = 60_000;

const sizeOf = (png: Buffer) =>
  `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;

/** The names of a PNG's parts. */
function chunksOf(png: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    names.push(png.toString("latin1", at + 4, at + 8));
  return names;
}

test("pictures are small and hold nothing but their pixels", () => {
  for (const name of files.filter((name) => name.endsWith(".png"))) {
    expect(file(name).length, name).toBeLessThan(PNG_BYTES);
    expect(new Set(chunksOf(file(name))), name).toEqual(
      new Set(["IHDR", "IDAT", "IEND"]),
    );
  }
  expect(sizeOf(file("apple-touch-icon.png"))).toBe("180x180");
  expect(sizeOf(file("social.png"))).toBe("1200x630");
});

test("the icons of the manifest exist in the sizes that it names", () => {
  const manifest = z.object({
    icons: z.array(z.object({ src: z.string(), sizes: z.string() })),
  });
  const { icons } = manifest.parse(
    JSON.parse(file("site.webmanifest").toString()),
  );
  for (const { src, sizes } of icons) {
    expect(files).toContain(src.slice(1));
    if (src.endsWith(".png")) expect(sizeOf(file(src.slice(1)))).toBe(sizes);
  }
});

test("the icons show the seal of the pages", () => {
  const seal = readFileSync(join(root, "components/layout/seal.tsx"), "utf8");
  const strokes = / d="(M[^"]+)"/.exec(seal)?.[1] ?? "missing";
  for (const name of ["icon.svg", "icon-dark.svg"])
    expect(file(name).toString()).toContain(strokes);
});

test("robots are asked to index nothing", () => {
  expect(file("robots.txt").toString()).toBe("User-agent: *\nDisallow: /\n");
});
