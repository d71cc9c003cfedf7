import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Which rooms of lib each room may enter; a room that is not named here fails the test. */
const mayEnter: Record<string, string[]> = {
  wechat: [],
  env: [],
  log: ["env"],
  secrets: ["env"],
  db: ["env"],
  "key-rotation": ["db", "secrets"],
  http: [],
  i18n: [],
  audit: ["db", "log"],
  "audit-chain": ["db", "secrets"],
  "audit-log": ["audit", "auth", "db", "http"],
  retention: ["audit", "audit-chain", "auth", "db", "env"],
  auth: ["audit", "db", "env", "http", "secrets"],
  factors: ["audit", "auth", "db", "env", "http", "log", "secrets"],
  "api-keys": ["audit", "auth", "db", "http", "secrets"],
  session: ["auth", "env", "factors", "log", "secrets"],
  mail: ["env", "log"],
  members: [
    "audit",
    "auth",
    "db",
    "factors",
    "http",
    "i18n",
    "log",
    "mail",
    "secrets",
  ],
  health: ["db"],
  metrics: ["db"],
  permissions: ["auth"],
  platform: ["audit", "auth", "db", "env", "http", "log", "secrets", "wechat"],
  tokens: [
    "audit",
    "auth",
    "db",
    "env",
    "http",
    "log",
    "metrics",
    "platform",
    "secrets",
    "webhooks",
    "wechat",
  ],
  accounts: [
    "audit",
    "auth",
    "db",
    "http",
    "permissions",
    "platform",
    "tokens",
    "webhooks",
    "wechat",
  ],
  authorization: [
    "accounts",
    "audit",
    "auth",
    "db",
    "env",
    "http",
    "log",
    "permissions",
    "platform",
    "secrets",
    "tokens",
    "wechat",
  ],
  quota: [
    "accounts",
    "audit",
    "auth",
    "db",
    "http",
    "platform",
    "tokens",
    "wechat",
  ],
  properties: ["audit", "auth", "db", "env", "http", "secrets"],
  "mini-programs": [
    "accounts",
    "audit",
    "auth",
    "db",
    "env",
    "http",
    "log",
    "platform",
    "secrets",
    "tokens",
    "wechat",
  ],
  receipts: [
    "accounts",
    "audit",
    "auth",
    "db",
    "env",
    "http",
    "platform",
    "tokens",
    "webhooks",
    "wechat",
  ],
  webhooks: ["audit", "auth", "db", "env", "http", "log", "secrets"],
  status: ["auth", "db", "tokens"],
  alerts: ["db", "env", "http", "i18n", "log", "status"],
  inbox: [
    "accounts",
    "audit",
    "auth",
    "authorization",
    "db",
    "env",
    "http",
    "log",
    "metrics",
    "mini-programs",
    "platform",
    "receipts",
    "secrets",
    "tokens",
    "wechat",
  ],
  jobs: [
    "accounts",
    "alerts",
    "audit-chain",
    "authorization",
    "db",
    "inbox",
    "log",
    "platform",
    "receipts",
    "retention",
    "tokens",
    "webhooks",
  ],
  api: [
    "accounts",
    "api-keys",
    "audit",
    "auth",
    "authorization",
    "db",
    "env",
    "factors",
    "http",
    "i18n",
    "inbox",
    "log",
    "members",
    "mini-programs",
    "platform",
    "properties",
    "quota",
    "receipts",
    "secrets",
    "session",
    "tokens",
    "webhooks",
    "wechat",
  ],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const sources = globSync(
  ["{app,components,lib,sandbox,server,scripts}/**/*.{ts,tsx}"],
  { cwd: root },
).filter((file) => !file.includes(".test."));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const statements = text.matchAll(
    /(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...statements].map((match) => {
    const target = match[2] ?? match[3] ?? "";
    const to = target.startsWith("#")
      ? target.slice(1)
      : target.startsWith(".")
        ? relative(root, join(root, dirname(file), target))
        : target;
    const braces = /\{([^}]*)\}/.exec(match[0])?.[1];
    const allTypes =
      braces !== undefined &&
      braces
        .split(",")
        .every((name) => name.trim() === "" || name.trim().startsWith("type "));
    return { from: file, to, typeOnly: match[1] !== undefined || allTypes };
  });
}

const imports = sources.flatMap(importsOf);
const top = (file: string) => file.split("/")[0] ?? "";
const roomOf = (file: string) =>
  file.split("/").length === 2
    ? (file.split("/")[1] ?? "").replace(/\.ts$/, "")
    : (file.split("/")[1] ?? "");
const shown = ({ from, to }: Import) => `${from} → ${to}`;

describe("the arrows of the house (design 3)", () => {
  test("the files are found and their imports read", () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(imports.length).toBeGreaterThan(500);
  });

  test("nothing imports app", () => {
    expect(
      imports
        .filter(({ from, to }) => to.startsWith("app/") && top(from) !== "app")
        .map(shown),
    ).toEqual([]);
  });

  test("components take nothing but types from lib", () => {
    expect(
      imports
        .filter(
          ({ from, to, typeOnly }) =>
            top(from) === "components" && to.startsWith("lib/") && !typeOnly,
        )
        .map(shown),
    ).toEqual([]);
  });

  test("components/ui knows no other room", () => {
    expect(
      imports
        .filter(
          ({ from, to }) =>
            from.startsWith("components/ui/") &&
            /^(lib|app|components\/(?!ui\/))/.test(to),
        )
        .map(shown),
    ).toEqual([]);
  });

  test("lib looks neither at components nor at server, sandbox or scripts", () => {
    expect(
      imports
        .filter(
          ({ from, to }) =>
            top(from) === "lib" &&
            ["components", "server", "sandbox", "scripts"].includes(top(to)),
        )
        .map(shown),
    ).toEqual([]);
  });

  test("the sandbox shares no code with anybody", () => {
    expect(
      imports
        .filter(
          ({ from, to }) =>
            top(from) === "sandbox" &&
            ["lib", "app", "components", "server"].includes(top(to)),
        )
        .map(shown),
    ).toEqual([]);
  });

  test("rooms of lib are entered by those who may, and by their door", () => {
    const crossing = imports.filter(
      ({ from, to }) =>
        top(from) === "lib" &&
        to.startsWith("lib/") &&
        roomOf(from) !== roomOf(to),
    );
    expect(
      crossing
        .filter(({ from, to }) => !mayEnter[roomOf(from)]?.includes(roomOf(to)))
        .map(shown),
    ).toEqual([]);
  });

  test("nobody goes past a door", () => {
    const single = ["lib/env.ts", "lib/log.ts"];
    // Next.js names the file of its request configuration itself, and the theme is no business of the process's.
    const windows = ["lib/i18n/theme.ts"];
    const past = imports.filter(
      ({ from, to }) =>
        to.startsWith("lib/") &&
        roomOf(to) !== (top(from) === "lib" ? roomOf(from) : "") &&
        !to.endsWith("/index.ts") &&
        !single.includes(to) &&
        !windows.includes(to),
    );
    expect(past.map(shown)).toEqual([]);
  });

  test("there is no Server Action", () => {
    expect(
      sources.filter((file) =>
        /^\s*["']use server["']/m.test(readFileSync(join(root, file), "utf8")),
      ),
    ).toEqual([]);
  });
});
