import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { environmentVariables, EnvError, loadEnv } from "./env.ts";

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
  test("nothing needs to be set", () => {
    expect(loadEnv({})).toMatchObject({
      PORT: 3000,
      PUBLIC_URL: "http://localhost:3000",
      DATA_DIR: ".data",
      SANDBOX: "auto",
    });
  });

  test("an empty variable counts as not set, and the port shapes the public address", () => {
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

  test("the platform's four variables come together, and so do the owner's two", () => {
    expect(
      linesOf({ COMPONENT_APPID: "wx1234567890abcdef" }).map(
        (line) => line.split(" ")[0],
      ),
    ).toEqual(["COMPONENT_APPSECRET", "COMPONENT_TOKEN", "COMPONENT_AES_KEY"]);
    expect(linesOf({ ADMIN_EMAIL: "a@example.com" })[0]).toContain(
      "ADMIN_PASSWORD",
    );
  });

  test("so do those of single sign-on, and of mails", () => {
    expect(
      linesOf({ OIDC_ISSUER: "https://login.example.com" }).map(
        (line) => line.split(" ")[0],
      ),
    ).toEqual(["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]);
    expect(linesOf({ SMTP_URL: "smtp://mail.example.com" })[0]).toContain(
      "SMTP_FROM",
    );
  });

  test("single sign-on goes over https, but for a provider on this machine", () => {
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

  test("values of a claim give roles, though they hold colons", () => {
    expect(loadEnv({ OIDC_ROLES: "a:admin, urn:b:viewer" }).OIDC_ROLES).toEqual(
      [
        { value: "a", role: "admin" },
        { value: "urn:b", role: "viewer" },
      ],
    );
    for (const wrong of ["admin", "a:king", ":admin", "a:admin,"])
      expect(linesOf({ OIDC_ROLES: wrong })[0], wrong).toContain("OIDC_ROLES");
  });

  test(".env.example names every variable and no other", () => {
    const example = readFileSync(
      new URL("../../.env.example", import.meta.url),
      "utf8",
    );
    const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(named.sort()).toEqual(
      environmentVariables.filter((name) => name !== "NODE_ENV").sort(),
    );
  });
});
