import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";

/** Otherwise Chromium emulates a graphics card, which doubles the time of the tests. */
const NO_GPU = "--disable-gpu";

/** The Chromium at hand: Playwright's own, one of the system's, else the one that comes as an npm package. */
export async function browserOptions(): Promise<LaunchOptions> {
  const args = [NO_GPU, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  if (existsSync(chromium.executablePath())) return { args };
  const system = onPath(["chromium", "chromium-browser", "google-chrome"]);
  if (system) return { executablePath: system, args };
  // Makes the package unpack the shared libraries, too, that a bare machine lacks.
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs22.x";
  configureFonts();
  const { default: packaged } = await import("@sparticuz/chromium");
  return {
    executablePath: await packaged.executablePath(),
    // Not the package's own: they switch off what keeps one origin from another, which these tests are about.
    args: [NO_GPU, "--no-sandbox"],
  };
}

/**
 * Points fontconfig at the fonts that the package unpacks. Its own configuration looks in /tmp/fonts even where the
 * temporary folder is another one, and Chromium crashes when it finds no font at all.
 */
function configureFonts(): void {
  // Workers inherit it from the process that started them.
  if (process.env["FONTCONFIG_PATH"] !== undefined) return;
  const folder = join(tmpdir(), "fontconfig");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(tmpdir(), "fonts")}</dir>
  <cachedir>${join(folder, "cache")}</cachedir>
</fontconfig>
`,
  );
  process.env["FONTCONFIG_PATH"] = folder;
}

function onPath(names: string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}
