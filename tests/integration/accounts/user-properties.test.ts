import { createServer, type IncomingMessage, type Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { connect, sample } from "../../harness/accounts.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

interface Property {
  id: string;
  name: string;
  displayName: string;
  type: string;
  description: string;
  retiredAt: string | null;
  usedBy: { appid: string; name: string }[];
}
interface Problem {
  code: string;
  detail: string;
  errors?: { field: string; code: string }[];
}
interface ImportAnswer {
  applied: boolean;
  counts: Record<string, number>;
  unknownColumns: string[];
  rows: { line: number; name: string; action: string }[];
}

/** The other system that the catalogue is synchronized from. */
interface Source {
  server: Server;
  place: string;
  answer: { status: number; text: string; location?: string };
  asked: IncomingMessage[];
}

async function startSource(): Promise<Source> {
  const asked: IncomingMessage[] = [];
  const answer: Source["answer"] = { status: 200, text: "[]" };
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(
      answer.status,
      answer.location ? { location: answer.location } : {},
    );
    response.end(answer.text);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { server, place: `127.0.0.1:${port}`, answer, asked };
}

let deployment: Deployment;
let source: Source;
beforeAll(async () => {
  source = await startSource();
  deployment = await startDeployment(inject("clusterUrl"), {
    env: { OUTBOUND_ALLOW: source.place },
  });
});
afterAll(async () => {
  source.server.closeAllConnections();
  source.server.close();
  await deployment.close();
});
beforeEach(async () => {
  await deployment.sql.query("update accounts set openid_property_id = null");
  await deployment.sql.query("delete from user_properties");
  await deployment.sql.query("delete from property_sources");
  source.asked.length = 0;
  Object.assign(source.answer, {
    status: 200,
    text: "[]",
    location: undefined,
  });
});

const path = "/api/v1/user-properties";
const text = { name: "openid_a", displayName: "甲", type: "text" };
async function add(change: object = {}): Promise<Property> {
  const { status, body } = await deployment.session.send<Property>(
    "POST",
    path,
    {
      ...text,
      ...change,
    },
  );
  expect(status).toBe(201);
  return body;
}
const refused = (body: object) =>
  deployment.session.send<Problem>("POST", path, body);
const list = async (query = "") =>
  (
    await deployment.session.get<{
      items: Property[];
      nextCursor: string | null;
    }>(`${path}${query}`)
  ).body;
const names = async (query = "") =>
  (await list(query)).items.map(({ name }) => name);
async function given(appid: string, propertyId: string): Promise<void> {
  const { status } = await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${appid}/openid-property`,
    { propertyId },
  );
  expect(status).toBe(200);
}

describe("the catalogue of user properties", () => {
  test("the catalogue is empty where WeChat is not simulated", async () => {
    expect(await names()).toEqual([]);
  });

  test("a property can be added, found, changed, retired and restored", async () => {
    const made = await add({ description: "  用户\n在服务号内的 OpenID " });
    expect(made).toMatchObject({
      ...text,
      description: "用户 在服务号内的 OpenID",
      retiredAt: null,
      usedBy: [],
    });
    await add({ name: "birthday", displayName: "生日", type: "date" });
    expect(await names("?q=生日")).toEqual(["birthday"]);
    expect(await names("?type=text")).toEqual(["openid_a"]);
    const changed = await deployment.session.send<Property>(
      "PUT",
      `${path}/${made.id}`,
      { displayName: "乙" },
    );
    expect(changed.body).toMatchObject({ name: "openid_a", displayName: "乙" });
    expect(
      (await deployment.session.send("DELETE", `${path}/${made.id}`)).status,
    ).toBe(204);
    expect(await names()).toEqual(["birthday"]);
    expect(await names("?state=retired")).toEqual(["openid_a"]);
    await deployment.session.send("PUT", `${path}/${made.id}`, {
      retired: false,
    });
    expect(await names()).toEqual(["birthday", "openid_a"]);
    const { rows } = await deployment.sql.query<{ action: string }>(
      "select action from audit_log where subject = $1 order by at",
      [made.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "user_property.created",
      "user_property.updated",
      "user_property.retired",
      "user_property.restored",
    ]);
  });

  test("the catalogue is paged", async () => {
    for (const name of ["c", "a", "b"]) await add({ name });
    const first = await list("?limit=2");
    expect(first.items.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(
      await names(
        `?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? "")}`,
      ),
    ).toEqual(["c"]);
  });

  test("an invalid property is refused field by field, and nothing of it is stored", async () => {
    const { status, body } = await refused({
      name: "1 a",
      displayName: " ",
      type: "color",
      color: "red",
    });
    expect(status).toBe(400);
    expect(
      body.errors?.map(({ field, code }) => `${field} ${code}`).sort(),
    ).toEqual([
      "color unknown_field",
      "displayName required",
      "name property_name",
      "type property_type",
    ]);
    expect(await names()).toEqual([]);
  });

  test("each name exists once, including retired properties and concurrent additions", async () => {
    const made = await add();
    await deployment.session.send("DELETE", `${path}/${made.id}`);
    const again = await refused(text);
    expect([again.status, again.body.code]).toEqual([
      409,
      "property_name_taken",
    ]);
    const both = await Promise.all(
      [1, 2].map(() => refused({ ...text, name: "twin" })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("a property in use by an account stays active and of type text", async () => {
    const appid = await connect(deployment, sample(deployment, "云杉咖啡"));
    const made = await add();
    await given(appid, made.id);
    expect((await list()).items[0]?.usedBy).toMatchObject([{ appid }]);
    for (const [method, body] of [
      ["DELETE", undefined],
      ["PUT", { type: "number" }],
      ["PUT", { retired: true }],
    ] as const) {
      const answer = await deployment.session.send<Problem>(
        method,
        `${path}/${made.id}`,
        body,
      );
      expect([answer.status, answer.body.code]).toEqual([
        409,
        "property_in_use_by_accounts",
      ]);
      expect(answer.body.detail).toContain("云杉咖啡");
    }
  });

  test("an account never ends in a retired property, however the two requests race", async () => {
    const appid = sample(deployment, "云杉咖啡");
    for (let round = 0; round < 15; round += 1) {
      const made = await add({ name: `race_${round}` });
      await Promise.all([
        pause(round % 5).then(() =>
          deployment.session.send("DELETE", `${path}/${made.id}`),
        ),
        pause(round % 3).then(() =>
          deployment.session.send(
            "PUT",
            `/api/v1/accounts/${appid}/openid-property`,
            {
              propertyId: made.id,
            },
          ),
        ),
      ]);
      const { rows } = await deployment.sql.query(
        "select 1 from accounts join user_properties p on p.id = openid_property_id where p.retired_at is not null",
      );
      expect(rows).toEqual([]);
    }
  });

  test("operators change the catalogue and viewers read it", async () => {
    const made = await add();
    await deployment.sql.query("update users set role = 'viewer'");
    try {
      expect(await names()).toEqual(["openid_a"]);
      const attempts = await Promise.all([
        refused({ ...text, name: "b" }),
        deployment.session.send("PUT", `${path}/${made.id}`, {
          displayName: "乙",
        }),
        deployment.session.send("DELETE", `${path}/${made.id}`),
        deployment.session.send("POST", `${path}/import`, {
          format: "csv",
          text: "a",
        }),
        deployment.session.send("POST", `${path}/source/sync`, {}),
        deployment.session.send("DELETE", `${path}/source`),
      ]);
      expect(attempts.map(({ status }) => status)).toEqual(
        attempts.map(() => 403),
      );
    } finally {
      await deployment.sql.query("update users set role = 'owner'");
    }
  });
});

describe("an import", () => {
  const send = (body: object) =>
    deployment.session.send<ImportAnswer & Problem>(
      "POST",
      `${path}/import`,
      body,
    );
  const table = [
    "名称,显示名,类型,说明,颜色",
    "openid_a,甲,文本,改过,红",
    "level,等级,数字,,",
    "坏,名称,文本,,",
  ].join("\n");

  test("a preview changes nothing, and the import stores the good rows", async () => {
    await add();
    const look = await send({ format: "csv", text: table });
    expect(look.body).toMatchObject({
      applied: false,
      counts: { create: 1, update: 1, bad: 1, same: 0, restore: 0 },
      unknownColumns: ["颜色"],
    });
    expect(await names()).toEqual(["openid_a"]);
    const done = await send({ format: "csv", text: table, apply: true });
    expect(done.body).toMatchObject({ applied: true, counts: { create: 1 } });
    expect((await list()).items).toMatchObject([
      { name: "level", displayName: "等级", type: "number" },
      { name: "openid_a", description: "改过" },
    ]);
  });

  test("an import without a good row is refused", async () => {
    const { status, body } = await send({
      format: "json",
      text: '[{"name":"1"}]',
      apply: true,
    });
    expect([status, body.code]).toEqual([400, "import_nothing_good"]);
  });

  test("an import may have 2,000 rows and a megabyte", async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_none, index) => `name_${index},属性 ${index},text,${"说".repeat(60)}`,
    );
    const long = `name,displayName,type,description\n${rows.join("\n")}`;
    const { body } = await send({ format: "csv", text: long, apply: true });
    expect(body.counts).toMatchObject({ create: 2_000 });
    const { status } = await send({
      format: "csv",
      text: "a".repeat(1024 * 1024),
    });
    expect(status).toBe(413);
  });

  test("an export can be imported again, in both formats", async () => {
    await add({ description: '=HYPERLINK("http://x"), "甲"' });
    await add({ name: "birthday", type: "date" });
    for (const format of ["csv", "json"]) {
      const response = await fetch(
        `${deployment.consoles[0]?.origin}${path}/export?format=${format}`,
        { headers: { cookie: deployment.session.cookie } },
      );
      expect(response.headers.get("content-disposition")).toBe(
        `attachment; filename="user-properties.${format}"`,
      );
      const { body } = await send({ format, text: await response.text() });
      expect(body.counts).toMatchObject({ same: 2, bad: 0 });
    }
  });
});

describe("the sync from a URL", () => {
  const mapping = {
    items: "data",
    name: "key",
    displayName: "label",
    type: "",
    description: "",
  };
  const save = (change: object) =>
    deployment.session.send<
      { address: string; authorizationSet: boolean } & Problem
    >("PUT", `${path}/source`, { mapping, ...change });
  const sync = (apply: boolean) =>
    deployment.session.send<ImportAnswer & Problem>(
      "POST",
      `${path}/source/sync`,
      {
        apply,
      },
    );

  test("the sync previews its mapping, changes the catalogue on request, and removes nothing", async () => {
    await add({ name: "own" });
    await save({
      url: `http://${source.place}/fields?key=hidden`,
      authorization: "Bearer top-secret",
    });
    source.answer.text = JSON.stringify({
      data: [{ key: "openid_b", label: "乙" }, { key: "c" }],
    });
    expect((await sync(false)).body.rows).toMatchObject([
      { name: "openid_b", action: "create" },
      { name: "c", action: "bad" },
    ]);
    expect(await names()).toEqual(["own"]);
    expect((await sync(true)).body).toMatchObject({
      applied: true,
      counts: { create: 1, bad: 1 },
    });
    expect(await names()).toEqual(["openid_b", "own"]);
    expect(source.asked[0]?.url).toBe("/fields?key=hidden");
    expect(source.asked[0]?.headers.authorization).toBe("Bearer top-secret");
  });

  test("the secrets of the source never leave: API, database, log, other hosts", async () => {
    await save({
      url: `http://${source.place}/fields?key=hidden`,
      authorization: "Bearer top-secret",
    });
    const { body } = await deployment.session.get<Record<string, unknown>>(
      `${path}/source`,
    );
    expect(body).toMatchObject({
      source: {
        address: `http://${source.place}/fields?…`,
        authorizationSet: true,
      },
    });
    const { rows } = await deployment.sql.query(
      "select (select json_agg(s) from property_sources s)::text || (select json_agg(a) from audit_log a)::text as kept",
    );
    const shown = JSON.stringify([
      body,
      rows,
      deployment.consoles[0]?.output(),
    ]);
    expect(shown).not.toMatch(/hidden|top-secret/);
    const moved = await save({ url: "https://fields.example.com/" });
    expect(moved.body).toMatchObject({ authorizationSet: false });
  });

  test("a forbidden address is refused, and the page keeps saying why", async () => {
    for (const [url, code] of [
      ["https://127.0.0.1/", "url_private"],
      ["https://[::1]:8443/", "url_private"],
      ["http://example.com/", "url_not_https"],
      ["file:///etc/passwd", "url_not_https"],
      ["nothing", "url_invalid"],
    ]) {
      const { status, body } = await save({ url });
      expect([status, body.code], url).toEqual([400, code]);
    }
    await save({ url: "https://localhost/" });
    expect((await sync(false)).body.code).toBe("url_private");
    const { body } = await deployment.session.get<{
      source: { lastErrorKey: string };
    }>(`${path}/source`);
    expect(body.source.lastErrorKey).toBe("url_private");
  });

  test("a wrong answer is explained, and no redirect is followed", async () => {
    await save({ url: `http://${source.place}/` });
    const codeAt = async (change: Partial<Source["answer"]>) => {
      Object.assign(
        source.answer,
        { status: 200, location: undefined },
        change,
      );
      return (await sync(false)).body.code;
    };
    expect(await codeAt({ text: "<html>" })).toBe("source_not_json");
    expect(await codeAt({ text: "{}" })).toBe("source_no_list");
    expect(await codeAt({ status: 503 })).toBe("url_status");
    const before = source.asked.length;
    expect(
      await codeAt({ status: 302, location: `http://${source.place}/inside` }),
    ).toBe("url_redirects");
    expect(source.asked.length).toBe(before + 1);
    expect(await codeAt({ text: JSON.stringify("a".repeat(300 * 1024)) })).toBe(
      "url_too_large",
    );
  });

  test("a removed source is not synchronized any more", async () => {
    await save({ url: `http://${source.place}/` });
    expect(
      (await deployment.session.send("DELETE", `${path}/source`)).status,
    ).toBe(204);
    expect((await sync(true)).body.code).toBe("source_missing");
  });
});
