import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, sample, view } from "../../harness/accounts.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { nextSecond } from "../../harness/waits.ts";

let deployment: Deployment;
let coffee: string;
let farm: string;
let ordering: string;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  coffee = await connect(deployment, sample(deployment, "云杉咖啡"));
  farm = await connect(
    deployment,
    sample(deployment, "青禾农场"),
    [1, 2, 3, 8, 15],
  );
  ordering = await connect(deployment, sample(deployment, "云杉咖啡点单"));
});
afterAll(() => deployment.close());

interface SetView {
  id: number;
  type: string;
  zh: string;
  en: string;
  exclusive: boolean | null;
  minimum: boolean;
  agreement: { zh: string; en: string; url: string | null } | null;
  interfaces: { zh: string; path: string | null; inferred: boolean }[];
  conflicts: { zh: string; en: string } | null;
}
const sets = async (query = "") =>
  (
    await deployment.session.get<{ items: SetView[]; nextCursor: null }>(
      `/api/v1/permission-sets${query}`,
    )
  ).body;
const page = async (path: string) =>
  (await deployment.session.get<string>(path)).body;
const changeSets = async (appid: string, ids: number[]) => {
  await nextSecond();
  await deployment.sandbox.control("sets", { appid, sets: ids });
  await eventually(
    async () =>
      String((await view(deployment, appid)).permissionSets) === String(ids),
  );
};
const csv = async (query: string, locale = "zh-CN") => {
  const response = await fetch(
    `${deployment.consoles[0]?.origin ?? ""}/api/v1/permission-sets/matrix?${query}`,
    {
      headers: {
        cookie: `${deployment.session.cookie}; NEXT_LOCALE=${locale}`,
      },
    },
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    response,
    bytes,
    lines: Papa.parse<string[]>(bytes.toString("utf8").replace(/^\uFEFF/, ""), {
      skipEmptyLines: true,
    }).data,
  };
};

describe("the catalogue over the API", () => {
  test("the catalogue has every set of every type with all its data", async () => {
    const { items, nextCursor } = await sets();
    expect(items).toHaveLength(93);
    expect(nextCursor).toBeNull();
    expect(items.find(({ id }) => id === 4)).toMatchObject({
      type: "official_account",
      zh: "网页服务",
      en: "Web page service",
      exclusive: false,
      minimum: false,
      agreement: null,
      conflicts: { zh: expect.stringContaining("互斥") as string },
    });
    expect(items.find(({ id }) => id === 54)?.agreement?.url).toMatch(
      /^https:/,
    );
    expect(items.find(({ id }) => id === 161)?.exclusive).toBeNull();
    expect(items.find(({ id }) => id === 7)?.interfaces).toContainEqual({
      zh: "发送模板消息",
      en: "Send a template message",
      path: "/cgi-bin/message/template/send",
      inferred: true,
    });
  });

  test("the catalogue is filtered by type, and an unknown type is refused", async () => {
    expect((await sets("?type=channels")).items).toHaveLength(4);
    expect((await sets("?type=mini_program")).items).toHaveLength(57);
    expect(
      (await deployment.session.get("/api/v1/permission-sets?type=shop"))
        .status,
    ).toBe(400);
  });

  test("the catalogue requires a signed-in member", async () => {
    for (const path of ["", "/matrix?type=mini_program"]) {
      const { status } = await fetch(
        `${deployment.consoles[0]?.origin ?? ""}/api/v1/permission-sets${path}`,
      );
      expect(status).toBe(401);
    }
  });
});

describe("the pages of the catalogue", () => {
  test("the page of a set lists who has it and who lacks it, and follows changes", async () => {
    const before = await page("/permissions/7");
    expect(before).toContain("已授权（1）");
    expect(before).toContain("未授权（1）");
    expect(before.indexOf(`/accounts/${coffee}`)).toBeLessThan(
      before.indexOf(`/accounts/${farm}`),
    );
    expect(before).not.toContain(`/accounts/${ordering}`);
    await changeSets(farm, [1, 2, 3, 7, 8, 15]);
    const after = await page("/permissions/7");
    expect(after).toContain("已授权（2）");
    expect(after).toContain("未授权（0）");
    expect(await page("/permissions")).toContain("2 个账号中 2 个已授权");
    await changeSets(farm, [1, 2, 3, 8, 15]);
    expect(await page("/permissions/7")).toContain("已授权（1）");
  });

  test("a deauthorized account neither has nor lacks a set", async () => {
    const gone = await connect(deployment, sample(deployment, "城南夜话"));
    expect(await page("/permissions/1")).toContain("已授权（3）");
    await nextSecond();
    await deployment.sandbox.control("deauthorize", { appid: gone });
    await eventually(
      async () => (await view(deployment, gone)).status === "deauthorized",
    );
    const after = await page("/permissions/1");
    expect(after).toContain("已授权（2）");
    expect(after).toContain("未授权（0）");
    expect((await csv("type=official_account")).lines).toHaveLength(3);
  });

  test("a set of a type without accounts says so", async () => {
    expect(await page("/permissions/143")).toContain("令牌不接入视频号");
  });
});

describe("the matrix as a file", () => {
  test("the matrix has a row per account and a column per set, minimum sets first", async () => {
    const { response, bytes, lines } = await csv("type=official_account");
    expect(response.headers.get("content-type")).toBe(
      "text/csv; charset=utf-8",
    );
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="permission-sets-official_account.csv"',
    );
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [heading = [], ...rows] = lines;
    expect(heading).toHaveLength(32);
    expect(heading.slice(0, 4)).toEqual([
      "账号",
      "AppID",
      "1 消息管理",
      "2 用户管理",
    ]);
    const row = rows.find(([, appid]) => appid === farm) ?? [];
    expect(row[heading.indexOf("1 消息管理")]).toBe("已授权");
    expect(row[heading.indexOf("7 群发与通知")]).toBe("缺少最小权限");
    expect(row[heading.indexOf("9 微信扫一扫")]).toBe("未授权");
  });

  test("the matrix is in the reader's language and needs a type", async () => {
    const { lines } = await csv("type=mini_program", "en");
    expect(lines[0]?.slice(0, 3)).toEqual([
      "Account",
      "AppID",
      "17 Get Mini Program codes",
    ]);
    expect(lines).toHaveLength(2);
    expect((await csv("")).response.status).toBe(400);
    expect((await csv("type=channels")).response.status).toBe(400);
  });

  test("an account whose name is a formula is exported as text", async () => {
    const name = '=HYPERLINK("http://evil.example","x")';
    await deployment.sandbox.control("account", { appid: farm, name });
    await deployment.session.send("POST", `/api/v1/accounts/${farm}/refresh`);
    const { lines, bytes } = await csv("type=official_account");
    expect(lines.find(([, appid]) => appid === farm)?.[0]).toBe(`'${name}`);
    expect(bytes.toString("utf8")).not.toMatch(/(^|,|\n)"?=/m);
  });

  test("each account is exported once when it is read in many pages", async () => {
    await deployment.sql.query(
      `insert into accounts (appid, component_appid, type, kind, name, status, authorized_at, permission_sets)
       select 'wxmany' || lpad(n::text, 12, '0'), $1, 'mini_program', 'mini_program', 'same ' || n % 7, 'disabled', now(), '{17,19}'
       from generate_series(1, 2500) n`,
      [deployment.component.appid],
    );
    const { lines } = await csv("type=mini_program");
    expect(lines).toHaveLength(2_502);
    expect(new Set(lines.map(([, appid]) => appid)).size).toBe(2_502);
    const holders = await page("/permissions/88");
    expect(holders).toContain("未授权（2500）");
    expect(holders).toContain("以上是按名称排列的前 50 个，共 2500 个。");
  });
});
