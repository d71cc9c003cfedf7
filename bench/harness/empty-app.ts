import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
/** In the clone, so that Next.js and React are found where ours are. */
const folder = join(root, ".data", "bench", "empty-app");
export const nextProgram = join(
  root,
  "node_modules",
  "next",
  "dist",
  "bin",
  "next",
);

const files = {
  "package.json": `{ "private": true, "type": "module" }`,
  "next.config.js": "export default {};",
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/page.jsx": `export default function Page() {
  return <h1>Nothing</h1>;
}`,
};

/** A Next.js application with one page that says one word, built with our Next.js and React. @returns its folder */
export function emptyApp(say: (line: string) => void): string {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules", "next", "package.json"), "utf8"),
  ) as { version: string };
  const stamp = join(folder, ".next", "lingpai-built");
  const state = version + JSON.stringify(files);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return folder;
  say("building an empty Next.js application");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  execFileSync(process.execPath, [nextProgram, "build"], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: "pipe",
  });
  writeFileSync(stamp, state);
  return folder;
}
