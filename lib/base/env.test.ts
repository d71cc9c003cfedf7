import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { environmentVariables } from "./env-schema.ts";
import { EnvError, loadEnv, loadSecretFiles } from "./env.ts";

const linesOf = (source: Record<string, string>) => {
  try {
    loadEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.lines;
    throw error;
  }
  return [];
};

describe("the environment", () => {
  test("no variable is required", () => {
    expect(loadEnv({})).toMatchObject({
      PORT: 3000,
      PUBLIC_URL: "http://localhost:3000",
      DATA_DIR: ".data",
      SANDBOX: "auto",
    });
  });

  test("an empty variable counts as unset, and the port shapes the public address", () => {
    expect(loadEnv({ PORT: "8080", PUBLIC_URL: "" }).PUBLIC_URL).toBe(
      "http://localhost:8080",
    );
  });

  test("each wrong value gets one line that names the variable and not the value", () => {
    const wrong = {
      PORT: "eighty",
      PUBLIC_URL: "https://a.example/console",
      DATABASE_URL: "mysql://x",
      SECRET_KEYS: "k1:c2hvcnQ=",
      COMPONENT_AES_KEY: "tooshort",
      SANDBOX: "maybe",
    };
    const lines = linesOf(wrong);
    for (const [name, value] of Object.entries(wrong)) {
      expect(
        lines.filter((line) => line.startsWith(`${name} `)).length,
        name,
      ).toBeGreaterThan(0);
      expect(lines.join("\n")).not.toContain(value);
    }
  });

  test("the platform's four variables must be set together, and so must the owner's two", () => {
    expect(
      linesOf({ COMPONENT_APPID: "wx1234567890abcdef" }).map(
        (line) => line.split(" ")[0],
      ),
    ).toEqual(["COMPONENT_APPSECRET", "COMPONENT_TOKEN", "COMPONENT_AES_KEY"]);
    expect(linesOf({ ADMIN_EMAIL: "a@example.com" })[0]).toContain(
      "ADMIN_PASSWORD",
    );
  });

  test("the variables of single sign-on, and of mail, must be set together", () => {
    expect(
      linesOf({ OIDC_ISSUER: "https://login.example.com" }).map(
        (line) => line.split(" ")[0],
      ),
    ).toEqual(["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]);
    expect(linesOf({ SMTP_URL: "smtp://mail.example.com" })[0]).toContain(
      "SMTP_FROM",
    );
  });

  test("single sign-on requires https, except for a provider on this machine", () => {
    const more = { OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET: "b" };
    for (const issuer of [
      "http://login.example.com",
      "http://localhost.example.com",
    ])
      expect(linesOf({ OIDC_ISSUER: issuer, ...more }), issuer).toHaveLength(1);
    for (const issuer of [
      "https://login.example.com/realms/a",
      "http://localhost:8080/realms/a",
    ])
      expect(linesOf({ OIDC_ISSUER: issuer, ...more }), issuer).toEqual([]);
  });

  test("claim values may contain colons", () => {
    expect(loadEnv({ OIDC_ROLES: "a:admin, urn:b:viewer" }).OIDC_ROLES).toEqual(
      [
        { value: "a", role: "admin" },
        { value: "urn:b", role: "viewer" },
      ],
    );
    for (const wrong of ["admin", "a:king", ":admin", "a:admin,"])
      expect(linesOf({ OIDC_ROLES: wrong })[0], wrong).toContain("OIDC_ROLES");
  });

  test(".env.example names and describes every variable and no other", () => {
    const example = readFileSync(
      new URL("../../.env.example", import.meta.url),
      "utf8",
    );
    const described = [...example.matchAll(/^# (.+)\n# ([A-Z_]+)=/gm)].map(
      ([, description, name]) => ({ name, description }),
    );
    expect(described).toEqual(
      environmentVariables
        .filter(({ name }) => name !== "NODE_ENV")
        .map(({ name, description }) => ({ name, description })),
    );
  });

  test("every variable has a description, and the defaults are as one would write them", () => {
    for (const { name, description } of environmentVariables)
      expect(description, name).toMatch(/^\p{L}.*\.$/u);
    expect(
      environmentVariables.find(({ name }) => name === "PORT")?.defaultValue,
    ).toBe("3000");
  });
});

describe("a secret given as a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "lingpai-env-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test("every secret variable can be given as a file, without its trailing line break", () => {
    const values: Record<string, string> = {
      DATABASE_URL: "postgres://a:b@localhost/c",
      MIGRATION_DATABASE_URL: "postgres://owner:b@localhost/c",
      SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      ADMIN_PASSWORD: "correct horse battery",
      COMPONENT_APPSECRET: "secret",
      COMPONENT_TOKEN: "token",
      COMPONENT_AES_KEY: "A".repeat(43),
      ALERT_URL: "https://alerts.example/key",
      SMTP_URL: "smtps://user:password@smtp.example.com",
      OIDC_CLIENT_SECRET: "secret",
      METRICS_TOKEN: "sixteen characters",
    };
    expect(Object.keys(values).sort()).toEqual(
      environmentVariables
        .filter(({ secret }) => secret)
        .map(({ name }) => name)
        .sort(),
    );
    const others = {
      ADMIN_EMAIL: "owner@example.com",
      COMPONENT_APPID: "wx1234567890abcdef",
      SMTP_FROM: "lingpai@example.com",
      OIDC_ISSUER: "https://login.example.com",
      OIDC_CLIENT_ID: "lingpai",
    };
    const files = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        `${name}_FILE`,
        file(name, `${value}\r\n`),
      ]),
    );
    expect(loadEnv({ ...others, ...files })).toEqual(
      loadEnv({ ...others, ...values }),
    );
  });

  test("a file that is empty or cannot be read is reported by its variable, not by its path", () => {
    const missing = join(folder, "missing-secret");
    expect(
      linesOf({
        METRICS_TOKEN_FILE: file("empty", "\n"),
        SECRET_KEYS_FILE: missing,
        COMPONENT_TOKEN_FILE: folder,
      }),
    ).toEqual([
      "SECRET_KEYS_FILE names a file that cannot be read (ENOENT)",
      "COMPONENT_TOKEN_FILE names a file that cannot be read (EISDIR)",
      "METRICS_TOKEN_FILE names an empty file",
    ]);
  });

  test("a wrong value in a file is reported without the value", () => {
    const lines = linesOf({ METRICS_TOKEN_FILE: file("short", "short-value") });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^METRICS_TOKEN /);
    expect(lines[0]).not.toContain("short-value");
  });

  test("a secret given twice is refused, and an empty variable is not a second one", () => {
    const path = file("token", "a token of the file\n");
    expect(
      linesOf({ METRICS_TOKEN: "x".repeat(16), METRICS_TOKEN_FILE: path }),
    ).toEqual([
      "METRICS_TOKEN and METRICS_TOKEN_FILE are both set: remove one of them",
    ]);
    expect(
      loadEnv({ METRICS_TOKEN: "", METRICS_TOKEN_FILE: path }).METRICS_TOKEN,
    ).toBe("a token of the file");
  });

  test("what was read from a file leaves no gap that a .env file would fill again", () => {
    process.env["METRICS_TOKEN_FILE"] = file("kept", "a token of the file\n");
    try {
      loadSecretFiles();
      // Next.js takes from a .env file what is undefined, and nothing else.
      expect(process.env["METRICS_TOKEN_FILE"]).toBe("");
      expect(process.env["METRICS_TOKEN"]).toBe("a token of the file");
      expect(loadEnv(process.env).METRICS_TOKEN).toBe("a token of the file");
    } finally {
      delete process.env["METRICS_TOKEN"];
      delete process.env["METRICS_TOKEN_FILE"];
    }
  });

  test("a variable that is not secret is never read from a file", () => {
    expect(loadEnv({ PORT_FILE: file("port", "8080") }).PORT).toBe(3000);
  });
});
