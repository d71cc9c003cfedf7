import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const stamp = join(root, ".next", "lingpai-built");
const SOURCES = [
  "app/**",
  "components/**",
  "lib/**",
  "messages/**",
  "public/**",
  "*.json",
  "instrumentation.ts",
  "server/{bundle-modules,next-bundle}.ts",
  "next.config.ts",
  "postcss.config.mjs",
];

/**
 * Builds the pages unless the build at hand is of these very sources.
 * @param env additional environment of the build
 * @throws with the end of the build's output
 */
export async function buildIfNeeded(
  say: (line: string) => void,
  env: Record<string, string> = {},
): Promise<void> {
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  const begun = performance.now();
  const seconds = () => `${Math.round((performance.now() - begun) / 1000)} s`;
  say("building the pages (once, and whenever the sources change)");
  const tick = setInterval(
    () => say(`building the pages … ${seconds()}`),
    10_000,
  );
  try {
    await build(env);
  } finally {
    clearInterval(tick);
  }
  writeFileSync(stamp, sources);
  say(`pages are built (${seconds()})`);
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: root }).sort()) {
    const path = join(root, file);
    if (!statSync(path).isFile() || file.endsWith(".test.ts")) continue;
    hash.update(file).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function build(env: Record<string, string>): Promise<void> {
  return new Promise((done, fail) => {
    const output: Buffer[] = [];
    const child = spawn(
      process.execPath,
      [
        join(root, "node_modules", "next", "dist", "bin", "next"),
        "build",
        "--experimental-next-config-strip-types",
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", fail);
    child.once("close", (status) => {
      if (status === 0) done();
      else
        fail(
          new Error(
            `the pages could not be built:\n${Buffer.concat(output).toString().trim().split("\n").slice(-40).join("\n")}`,
          ),
        );
    });
  });
}
