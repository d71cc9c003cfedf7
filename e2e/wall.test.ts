import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { connect, sample } from "../tests/harness/accounts.ts";
import { sessionOf } from "../tests/harness/session.ts";
import type { Deployment } from "../tests/harness/deployment.ts";
import { expect, originOf, signInAsOwner, test } from "./support/fixtures.ts";
import { hostileNames } from "./support/hostile-names.ts";
import { watch } from "./support/violations.ts";

test.use({ part: "wall" });

/** Makes members who choose such names by invitation, and keys for the API. @returns an invitation that is still open */
async function plantPeople(
  deployment: Deployment,
  people: string[],
  keys: string[],
): Promise<string> {
  const visitor = sessionOf(originOf(deployment), "");
  const invite = async (email: string): Promise<string> =>
    (
      await deployment.session.send<{ url: string }>(
        "POST",
        "/api/v1/members/invitations",
        { email, role: "viewer" },
      )
    ).body.url;
  for (const [index, name] of people.entries())
    await visitor.send("POST", "/api/v1/invite", {
      token: (await invite(`person-${index}@example.com`)).split("/").at(-1),
      name,
      password: "a long enough one",
    });
  for (const name of keys)
    await deployment.session.send("POST", "/api/v1/api-keys", {
      name,
      scopes: ["accounts:read"],
      accounts: null,
      expiresAt: null,
    });
  return invite("waiting@example.com");
}

/** Accounts, properties, links, webhooks, events, people and keys, all with names that want to be more than names. */
async function plant(deployment: Deployment): Promise<{ links: string[] }> {
  const names = hostileNames(240);
  const [accounts, properties, labels, hooks, people, keys] = [
    names.slice(0, 100),
    names.slice(100, 140),
    names.slice(140, 180),
    names.slice(180, 200),
    names.slice(200, 220),
    names.slice(220),
  ];
  await deployment.sql.query("update users set name = $1", [names[1]]);
  for (const [index, name] of accounts.entries())
    await deployment.sql.query(
      `insert into accounts (appid, component_appid, type, kind, name, principal, signature, alias, verified, user_name, status, status_reason, avatar_url, authorized_at, info_fetched_at)
       values ($1, $2, $3, $4, $5, $5, $5, $5, true, $6, $7, $8, $9, now(), now())`,
      [
        `wx${index.toString(16).padStart(16, "0")}`,
        deployment.component.appid,
        index % 3 === 0 ? "mini_program" : "official_account",
        index % 3 === 0 ? "mini_program" : "service",
        name,
        `gh_${index.toString(16).padStart(12, "0")}`,
        index % 2 === 0 ? "disabled" : "deauthorized",
        null,
        index % 4 === 0 ? `x" onerror="window.ran=${index}` : null,
      ],
    );
  for (const name of properties)
    await deployment.sql.query(
      "insert into user_properties (name, display_name, type, source) values ($1, $2, 'text', 'console')",
      [`hostile_${randomUUID().slice(0, 8)}`, name],
    );
  const links: string[] = [];
  for (const label of labels) {
    const { status, body } = await deployment.session.send<{ url: string }>(
      "POST",
      "/api/v1/authorization-links",
      { kind: "any", label: label.slice(0, 60) },
    );
    if (status === 201) links.push(body.url);
  }
  for (const name of hooks)
    await deployment.session.send("POST", "/api/v1/webhooks", {
      url: `https://hook.example/${encodeURIComponent(name)}`,
      events: [],
    });
  for (const name of names.slice(0, 20))
    await deployment.sandbox.push({
      kind: "message",
      appid: sample(deployment, "云杉咖啡"),
      fields: { MsgType: "text", Content: name, FromUserName: name },
    });
  links.unshift(await plantPeople(deployment, people, keys));
  // Names that hold a line's end are refused; all others stand somewhere.
  const { rows } = await deployment.sql.query<Record<string, string>>(
    `select (select count(*) from authorization_links) as links, (select count(*) from webhook_endpoints) as hooks,
      (select count(*) from users) as people, (select count(*) from api_keys) as keys`,
  );
  for (const [kind, count] of Object.entries(rows[0] ?? {}))
    expect(Number(count), kind).toBeGreaterThanOrEqual(15);
  return { links };
}

const opens: [path: string, button: string][] = [
  ["/accounts", "授权账号"],
  ["/settings/user-properties", "新增属性"],
  ["/settings/user-properties", "导入"],
  ["/settings/webhooks", "新增 Webhook"],
  ["/events", "查看"],
  ["/settings/members", "邀请成员"],
  ["/settings/members", "更改角色"],
  ["/settings/api-keys", "新增密钥"],
  ["/settings/api-keys", "吊销"],
];

test("none of two hundred hostile names runs as a script, and no page breaks its policy", async ({
  page,
  deployment,
}) => {
  test.setTimeout(240_000);
  const origin = originOf(deployment);
  await connect(deployment, sample(deployment, "云杉咖啡"));
  const { links } = await plant(deployment);
  const seen = await watch(page);
  await signInAsOwner(page, origin);
  const places = [
    "/accounts",
    "/accounts?q=script",
    ...["0", "1", "2", "5", "6", "b"].map(
      (digit) => `/accounts/wx${digit.padStart(16, "0")}`,
    ),
    `/accounts/wx${"0".repeat(16)}/receipts`,
    `/accounts/${sample(deployment, "云杉咖啡")}`,
    "/authorization-links",
    "/events",
    "/permissions",
    "/permissions/7",
    "/permissions/matrix",
    "/guidance",
    "/settings/platform",
    "/settings/user-properties",
    "/settings/webhooks",
    "/settings/members",
    "/settings/api-keys",
    "/settings/account",
    "/audit",
    "/audit?q=script",
    "/status",
    "/no-such-page",
    "/guides/bind",
    ...links.slice(0, 4).map((url) => new URL(url).pathname),
    `/accounts?q=${encodeURIComponent("</script><script>window.ran=1</script>")}`,
  ];
  for (const path of places) {
    await page.goto(origin + path, { waitUntil: "networkidle" });
    expect(await ran(page), path).toBeUndefined();
  }
  for (const [path, name] of opens) {
    await page.goto(origin + path);
    await page
      .getByRole("main")
      .getByRole("button", { name, exact: true })
      .first()
      .click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await ran(page), name).toBeUndefined();
  }
  expect(seen).toEqual({ violations: [], dialogs: [] });
  const output = deployment.consoles[0]?.output() ?? "";
  expect(output).not.toContain("what its policy forbids");
  expect(
    output.split("\n").filter((line) => line.startsWith('{"level":60')),
  ).toEqual([]);
});

const ran = (page: Page) =>
  page.evaluate(() => (window as unknown as { ran?: number }).ran);

test("negative control: a broken policy is seen by the browser and reported to the console", async ({
  operator,
  deployment,
}) => {
  const seen = await watch(operator);
  await operator.goto(`${originOf(deployment)}/status`);
  await operator.evaluate(() => {
    const script = document.createElement("div");
    script.innerHTML = '<img src=x onerror="window.ran=1">';
    document.body.append(script);
  });
  await expect.poll(() => seen.violations.length).toBeGreaterThan(0);
  expect(await ran(operator)).toBeUndefined();
  await expect
    .poll(() => deployment.consoles[0]?.output() ?? "")
    .toContain("what its policy forbids");
});

test("a member's navigation loads no whole page, and a visitor's does", async ({
  operator,
  deployment,
  browser,
}) => {
  const origin = originOf(deployment);
  await operator.goto(`${origin}/accounts`);
  await operator.evaluate(() => {
    (window as unknown as { same: boolean }).same = true;
  });
  await operator.getByRole("link", { name: "权限集" }).first().click();
  await operator.waitForURL("**/permissions");
  await expect(
    operator.getByRole("heading", { name: "权限集", level: 1 }),
  ).toBeVisible();
  expect(
    await operator.evaluate(
      () => (window as unknown as { same?: boolean }).same,
    ),
  ).toBe(true);

  const context = await browser.newContext();
  const visitor = await context.newPage();
  const refused: string[] = [];
  visitor.on("response", (response) => {
    if (response.status() >= 400) refused.push(response.url());
  });
  await visitor.goto(`${origin}/sign-in`);
  await visitor.getByLabel("语言").selectOption("en");
  await expect(visitor.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(refused).toEqual([]);
  await context.close();
});
