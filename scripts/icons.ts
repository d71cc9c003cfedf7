import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { browserOptions } from "../e2e/support/browser.ts";

const folder = join(import.meta.dirname, "..", "public");
const [LIGHT, DARK, PAPER, INK, SOFT] = [
  "#b3301f",
  "#e0614d",
  "#f6f4ef",
  "#1f2320",
  "#5a5f59",
];
const seal = readFileSync(join(folder, "icon.svg"), "utf8");

/** Draws HTML onto a picture of exactly this size; what it leaves free is transparent. */
async function draw(
  browser: Browser,
  html: string,
  width: number,
  height = width,
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(
    `<style>*{margin:0;box-sizing:border-box}svg{display:block}</style>${html}`,
  );
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

const sized = (size: number) => seal.replace("<svg ", `<svg width="${size}" `);

/** On a ground of the seal's colour, since iOS and Android cut the corners themselves. */
const onGround = (size: number, share: number) =>
  `<div style="width:${size}px;height:${size}px;background:${LIGHT};display:grid;place-items:center">${sized(Math.round(size * share))}</div>`;

const social = `
<div style="width:1200px;height:630px;background:${PAPER};color:${INK};font-family:'Open Sans','DejaVu Sans',sans-serif;display:flex;align-items:center;gap:72px;padding:0 96px;border-bottom:16px solid ${LIGHT}">
  ${sized(264)}
  <div>
    <div style="font-size:112px;font-weight:700;letter-spacing:-3px;line-height:1.1">Lingpai</div>
    <div style="font-size:38px;line-height:1.4;color:${SOFT};margin-top:20px">Keeps the authorizations of<br>WeChat Official Accounts and<br>Mini Programs working</div>
  </div>
</div>`;

/** An ICO file of PNG pictures: a directory of 16 bytes for each, then the pictures. */
function icoOf(pictures: { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.set([size, size]);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** Makes the pictures of `public` from `icon.svg`. */
async function main(): Promise<void> {
  const write = (name: string, content: string | Buffer) =>
    writeFileSync(join(folder, name), content);
  const browser = await chromium.launch(await browserOptions());
  try {
    write("icon-dark.svg", seal.replaceAll(LIGHT, DARK));
    write(
      "favicon.ico",
      icoOf(
        await Promise.all(
          [16, 32].map(async (size) => ({
            size,
            png: await draw(browser, sized(size), size),
          })),
        ),
      ),
    );
    for (const size of [192, 512])
      write(`icon-${size}.png`, await draw(browser, sized(size), size));
    // Android shows at least the inner 80 % of a maskable icon.
    write(
      "icon-maskable-512.png",
      await draw(browser, onGround(512, 0.72), 512),
    );
    write(
      "apple-touch-icon.png",
      await draw(browser, onGround(180, 0.86), 180),
    );
    write("social.png", await draw(browser, social, 1200, 630));
  } finally {
    await browser.close();
  }
}

await main();
process.disconnect?.();
