import { existsSync } from "node:fs";
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
  const { default: packaged } = await import("@sparticuz/chromium");
  return {
    executablePath: await packaged.executablePath(),
    // Not the package's own: they switch off what keeps one origin from another, which these tests are about.
    args: [NO_GPU, "--no-sandbox"],
  };
}

function onPath(names: string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}
