import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { statementsOf } from "../../harness/statements.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

const named: [name: string, principal: string][] = [
  ["云杉咖啡", "云杉（北京）餐饮有限公司"],
  ["云上书局", "望江书局有限公司"],
  ["杉云", "个体工商户"],
  ["Luma Coffee", "上海光影科技有限公司"],
  ["LUMA lab", "杭州光影科技有限公司"],
  ["𠮷野家", "𠮷野家餐饮有限公司"],
  ["𠮷祥𠮷", "北京吉祥商贸有限公司"],
  ["100%果汁", "鲜果_公司"],
  ["反\\斜杠", "Ünal Özer Ltd."],
];
/** More than a search looks at before it asks the index. */
const MANY = 9_000;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  await insert(
    "select * from unnest($1::text[], $2::text[]) with ordinality",
    named.map(([name]) => name),
    named.map(([, principal]) => principal),
  );
});
afterAll(() => deployment.close());

/**
 * Accounts by SQL, from a statement that gives name, principal and number. All is known of them: a job that asked WeChat
 * for what is missing would ask the database, too, while its statements are counted.
 */
const insert = (source: string, ...values: unknown[]) =>
  deployment.sql.query(
    `insert into accounts (appid, component_appid, type, kind, name, principal, user_name, status, authorized_at, info_fetched_at)
     select 'wx' || lpad(number::text, 16, '0'), component_appid,
       (array['official_account', 'official_account', 'mini_program'])[1 + number % 3],
       (array['service', 'subscription', 'mini_program'])[1 + number % 3],
       name, principal, 'gh_' || number,
       (array['disabled', 'enabled', 'enabled', 'deauthorized'])[1 + number % 4],
       timestamptz '2026-01-01' + (number * 7919 % 10000) * interval '1 second', now()
     from components, (${source}) as source (name, principal, number)`,
    values,
  );

interface Page {
  items: { appid: string; name: string }[];
  nextCursor: string | null;
}
const list = async (query: Record<string, string>) =>
  (
    await deployment.session.get<Page>(
      `/api/v1/accounts?${new URLSearchParams(query).toString()}`,
    )
  ).body;
const found = async (q: string) =>
  (await list({ q, sort: "name_asc" })).items.map(({ name }) => name).sort();

describe("the search of the list", () => {
  test("one, two and three Chinese characters are found, anywhere in name or principal", async () => {
    expect(await found("云")).toEqual(["云上书局", "云杉咖啡", "杉云"].sort());
    expect(await found("云杉")).toEqual(["云杉咖啡"]);
    expect(await found("杉云")).toEqual(["杉云"]);
    expect(await found("书局有")).toEqual(["云上书局"]);
    expect(await found("云书局")).toEqual([]);
    expect(await found("鑫")).toEqual([]);
  });

  test("Latin letters are found in either case and with accents", async () => {
    expect(await found("L")).toEqual(
      ["Luma Coffee", "LUMA lab", "反\\斜杠"].sort(),
    );
    expect(await found("um")).toEqual(["LUMA lab", "Luma Coffee"]);
    expect(await found("a LA")).toEqual(["LUMA lab"]);
    expect(await found("ünal ö")).toEqual(["反\\斜杠"]);
    expect(await found("lumac")).toEqual([]);
  });

  test("a character beyond the basic plane counts as one character", async () => {
    expect(await found("𠮷")).toEqual(["𠮷祥𠮷", "𠮷野家"].sort());
    expect(await found("𠮷野")).toEqual(["𠮷野家"]);
    expect(await found("祥𠮷")).toEqual(["𠮷祥𠮷"]);
  });

  test("wildcards and the escape character match literally", async () => {
    expect(await found("%")).toEqual(["100%果汁"]);
    expect(await found("0%果")).toEqual(["100%果汁"]);
    expect(await found("_")).toEqual(["100%果汁"]);
    expect(await found("果_")).toEqual(["100%果汁"]);
    expect(await found("\\")).toEqual(["反\\斜杠"]);
    expect(await found("__")).toEqual([]);
  });

  test("a complete AppID or original id is found", async () => {
    expect(await found("wx0000000000000004")).toEqual(["Luma Coffee"]);
    expect(await found("gh_4")).toEqual(["Luma Coffee"]);
    expect(await found("gh_")).toEqual([]);
  });

  test("the search finds a changed name immediately", async () => {
    await deployment.sql.query(
      "update accounts set name = '云杉茶社' where name = '云杉咖啡'",
    );
    expect(await found("杉茶")).toEqual(["云杉茶社"]);
    expect(await found("杉咖")).toEqual([]);
  });
});

describe("the list of many accounts", () => {
  beforeAll(() =>
    insert(
      `select case when number % 900 = 0 then '少有' when number % 3 = 0 then '常见' else '其余' end || number, '公司', number
       from generate_series(1000, ${1_000 + MANY}) as number`,
    ),
  );

  async function allPages(query: Record<string, string>): Promise<string[]> {
    const appids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list({
        ...query,
        limit: "200",
        ...(cursor ? { cursor } : {}),
      });
      appids.push(...page.items.map(({ appid }) => appid));
      cursor = page.nextCursor;
    } while (cursor);
    return appids;
  }

  const columns = { name: "name", authorized: "authorized_at" };

  test.each<Record<string, string>>([
    { q: "常见" },
    { q: "少" },
    { q: "99" },
    { q: "见99" },
    { q: "少有", status: "deauthorized" },
    { kind: "mini_program", status: "deauthorized" },
    { type: "official_account", status: "enabled", q: "其余1" },
    { type: "official_account" },
    { type: "official_account", kind: "mini_program" },
    { status: "disabled" },
    {},
  ])("%o contains each account once, in each order", async (filter) => {
    for (const [sort, column] of Object.entries(columns))
      for (const direction of ["asc", "desc"]) {
        const { q = "", ...words } = filter;
        const { rows } = await deployment.sql.query<{ appid: string }>(
          `select appid from accounts where (name like $1 or principal like $1)
           ${Object.entries(words)
             .map(([word, value]) => `and ${word} = '${value}'`)
             .join(" ")}
           order by ${column} ${direction}, appid ${direction}`,
          [`%${q}%`],
        );
        expect(
          await allPages({ ...filter, sort: `${sort}_${direction}` }),
        ).toEqual(rows.map(({ appid }) => appid));
      }
  });

  test("a page needs three queries, whatever is filtered, searched and sorted", async () => {
    for (const query of ["", "?q=常见", "?kind=service&sort=name_asc"]) {
      const page = () => deployment.session.get(`/accounts${query}`);
      expect((await page()).status).toBe(200);
      expect((await statementsOf(deployment.sql, page)).perRequest).toBe(3);
    }
  });

  test("a session is kept active by its lookup", async () => {
    await deployment.sql.query(
      "update sessions set last_seen_at = now() - interval '5 minutes'",
    );
    await deployment.session.get("/accounts");
    const { rows } = await deployment.sql.query<{ fresh: boolean }>(
      "select last_seen_at > now() - interval '1 minute' as fresh from sessions",
    );
    expect(rows).toEqual([{ fresh: true }]);
  });
});
