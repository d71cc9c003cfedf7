import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, enabled, sample } from "../../harness/accounts.ts";
import { addresses } from "../../harness/addresses.ts";
import { ask } from "../../harness/ask.ts";
import { makeKey } from "../../harness/api-key.ts";
import { owner } from "../../harness/console.ts";
import { createMember } from "../../harness/create-member.ts";
import {
  type OtherServer,
  startOtherServer,
} from "../../harness/other-server.ts";
import { openAll } from "../../harness/sealed.ts";
import { openLink } from "../../harness/visitor.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

/** What tells of our insides: a language's stack, a statement, a library, a folder. */
const INSIDES =
  /\bat (?:async )?[\w.<>]+ \(|node_modules|file:\/\/|\/server\/\w+|drizzle|postgres|SQLSTATE|(?:select|insert into|update) \\?"\w+\\?"|Failed query|relation ".+" does not exist|column .+ does not exist|syntax error|ECONNREFUSED|Next\.js \d|"next":/i;
/** The version of Next.js, as digits that look like one may also be part of a drawing. */
const VERSION = (
  JSON.parse(readFileSync("node_modules/next/package.json", "utf8")) as {
    version: string;
  }
).version;
const insidesIn = (text: string) =>
  text.includes(VERSION) ? VERSION : INSIDES.exec(text)?.[0].slice(0, 80);

let deployment: Deployment;
let origin: string;
let appid: string;
let receiver: OtherServer;
const dataDir = mkdtempSync(join(tmpdir(), "lingpai-insides-"));
beforeAll(async () => {
  receiver = await startOtherServer();
  deployment = await startDeployment(inject("clusterUrl"), {
    env: {
      LOG_LEVEL: "trace",
      DATA_DIR: dataDir,
      OUTBOUND_ALLOW: receiver.place,
    },
  });
  origin = deployment.consoles[0]?.origin ?? "";
  appid = await enabled(deployment, sample(deployment, "云杉咖啡"));
});
afterAll(async () => {
  receiver.close();
  await deployment.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const names = (name: string) =>
  ({ appid, componentAppid: deployment.component.appid, path: "nowhere" })[
    name
  ] ?? "none";
const readable = () =>
  addresses(names).filter(({ methods }) => methods.includes("GET"));
const read = (path: string) =>
  ask(origin, path, {
    headers: { accept: "text/html", cookie: deployment.session.cookie },
  });

describe("errors reveal no internals", () => {
  test("a broken table reveals nothing", async () => {
    await deployment.sql.query("alter table accounts rename to accounts_away");
    try {
      const failed: number[] = [];
      for (const { path } of readable()) {
        const { status, text, headers } = await read(path);
        if (status >= 500) failed.push(status);
        expect(insidesIn(text), path).toBeUndefined();
        expect(headers["content-security-policy"], path).toBeDefined();
        expect(headers["cache-control"], path).toBeDefined();
      }
      // Else nothing has failed, and nothing been shown.
      expect(failed.length).toBeGreaterThan(3);
      const output = deployment.consoles[0]?.output() ?? "";
      expect(output).toContain("Failed query");
      expect(output).not.toContain("params:");
    } finally {
      await deployment.sql.query(
        "alter table accounts_away rename to accounts",
      );
    }
  });

  test("nonsense input reveals nothing", async () => {
    for (const { path, methods } of addresses(names))
      for (const method of methods.filter((one) => one !== "HEAD"))
        for (const [type, body] of [
          ["application/json", '{"a":'],
          ["application/json", '{"__proto__":{"a":1},"constructor":1}'],
          ["application/xml", "<xml><a>&x;</a></xml>"],
        ] as const) {
          const sends = method !== "GET";
          const { text, status } = await ask(
            origin,
            sends ? path : `${path}?cursor=%27%22&limit=-1&q=%27`,
            {
              method,
              headers: {
                cookie: deployment.session.cookie,
                ...(sends ? { "content-type": type } : {}),
              },
              ...(sends ? { body } : {}),
            },
          );
          expect(status, `${method} ${path}`).not.toBe(500);
          expect(insidesIn(text), `${method} ${path}`).toBeUndefined();
        }
  });
});

/** Everything that the console does with secrets, once. */
async function fullRun(): Promise<string[]> {
  const mini = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  const secret = (await deployment.sandbox.control("app-secret", {
    appid: mini,
  })) as { appSecret?: string } | string;
  const appSecret =
    typeof secret === "string" ? secret : (secret.appSecret ?? "");
  const config = `/api/v1/accounts/${mini}/mini-program-config`;
  const pushKey = "PushedKeyPushedKeyPushedKeyPushedKeyPushedA";
  await deployment.session.send("PUT", config, {
    send: { mode: "app_secret", appSecret },
  });
  await deployment.session.send("PUT", config, {
    receipt: {
      token: "PlantedPushToken7",
      encodingAesKey: pushKey,
      mode: "safe",
      format: "xml",
      source: "wechat",
    },
  });
  const hook = await deployment.session.send<{ id: string; secret: string }>(
    "POST",
    "/api/v1/webhooks",
    { url: `${receiver.origin}/hook?k=PlantedHookQuery8`, events: [] },
  );
  await deployment.session.send(
    "POST",
    `/api/v1/webhooks/${hook.body.id}/test`,
  );
  await eventually(() => receiver.asked.length > 0);
  const link = await deployment.session.send<{ url: string; token: string }>(
    "POST",
    "/api/v1/authorization-links",
    { kind: "any" },
  );
  const visit = await openLink(link.body.url);
  await visit.report("opened");
  await visit.authorize(deployment.sandbox, sample(deployment, "城南夜话"));
  await deployment.session.send("POST", "/api/v1/setup", {
    token: "no-link",
    email: "new@example.com",
    name: "n",
    password: "PlantedPassword9 of a newcomer",
  });
  const token = await deployment.session.get<{ accessToken: string }>(
    `/api/v1/accounts/${appid}/access-token`,
  );
  const system = await makeKey(deployment, { scopes: ["tokens:read"] });
  for (const path of [`accounts/${appid}/access-token`, "status"])
    await system.get(`/api/v1/${path}`);
  await deployment.session.send("DELETE", `/api/v1/api-keys/${system.id}`);
  await system.get(`/api/v1/accounts/${appid}/access-token`);
  await deployment.sandbox.control("ticket");
  const viewer = await createMember(deployment, "viewer");
  return [
    owner.password,
    viewer.password,
    "PlantedPassword9",
    "PlantedPushToken7",
    "PlantedHookQuery8",
    pushKey,
    appSecret,
    hook.body.secret,
    system.key,
    token.body.accessToken,
    visit.preAuthCode,
    deployment.component.secret,
    deployment.component.aesKey,
    deployment.sandbox.newestTicket(),
    link.body.token,
    ...[viewer.session.cookie, deployment.session.cookie].map(
      (cookie) => /session-token=([^;]+)/.exec(cookie)?.[1] ?? "",
    ),
  ];
}

const inAnyForm = (secret: string) => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -1),
  Buffer.from(secret).toString("hex"),
  encodeURIComponent(secret),
];
const holds = (text: string, secrets: string[]) =>
  secrets.filter((secret) =>
    inAnyForm(secret).some((form) => text.includes(form)),
  );

describe("secrets after a full run", () => {
  let planted: string[];
  let sealed: Awaited<ReturnType<typeof openAll>>;
  beforeAll(async () => {
    planted = await fullRun();
    sealed = await openAll(deployment.sql);
    expect(planted.filter((secret) => secret.length < 8)).toEqual([]);
    expect(sealed.length).toBeGreaterThan(15);
  });

  test("no page and no answer of the API holds a secret", async () => {
    const never = [
      ...planted.slice(0, -3),
      ...sealed.filter(({ shown }) => !shown).map(({ secret }) => secret),
    ];
    for (const { path, pattern } of readable()) {
      // What this one is for.
      if (pattern.endsWith("/access-token")) continue;
      const { text } = await read(path);
      expect(holds(text, never), path).toEqual([]);
    }
  });

  test("the database contains no secret in plain text", async () => {
    const all = [...planted, ...sealed.map(({ secret }) => secret)];
    const { rows: tables } = await deployment.sql.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition",
    );
    for (const { name } of tables) {
      const { rows } = await deployment.sql.query<{ row: string }>(
        `select t::text as row from "${name}" t`,
      );
      expect(holds(rows.map(({ row }) => row).join("\n"), all), name).toEqual(
        [],
      );
    }
  });

  test("the verbose log and the console's files contain no secret", async () => {
    const all = [...planted, ...sealed.map(({ secret }) => secret)];
    const log = deployment.consoles[0]?.output() ?? "";
    expect(log.length).toBeGreaterThan(100);
    expect(holds(log, all)).toEqual([]);
    for (const file of files())
      expect(holds(readFileSync(file, "latin1"), all), file).toEqual([]);
  });

  test("the spool contains none while the database is unavailable", async () => {
    const holder = await deployment.sql.connect();
    try {
      await holder.query("begin; lock table inbox in access exclusive mode");
      await deployment.sandbox.control("ticket");
      const ticket = deployment.sandbox.newestTicket();
      expect(spooled().length).toBeGreaterThan(0);
      for (const file of spooled())
        expect(holds(readFileSync(file, "latin1"), [ticket]), file).toEqual([]);
    } finally {
      await holder.query("rollback");
      holder.release();
    }
  });

  test("each log entry is one line, whatever names and addresses contain", async () => {
    const forged = 'x\n{"level":30,"msg":"forged"}\r\nforged';
    await deployment.session.send("POST", "/api/v1/authorization-links", {
      kind: "any",
      label: forged,
    });
    await ask(origin, `/accounts?q=${encodeURIComponent(forged)}`, {
      headers: {
        "user-agent": "forged\tagent",
        cookie: deployment.session.cookie,
      },
    });
    await deployment.sandbox.push({
      kind: "message",
      appid,
      fields: { MsgType: "text", Content: forged, FromUserName: forged },
    });
    const lines = (deployment.consoles[0]?.output() ?? "").split("\n");
    for (const line of lines.filter(Boolean))
      if (!/^\[ +\d+\.\d s\] /.test(line))
        expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    expect(lines.filter((line) => line.includes('"msg":"forged"'))).toEqual([]);
  });

  const files = () =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const spooled = () =>
    files().filter((file) => /\.(?:spool|draining)$/.test(file));
});
