import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { makeKey } from "../integration/harness/api-key.ts";
import { openLink } from "../integration/harness/visitor.ts";
import { eventually, type World } from "../integration/harness/world.ts";
import { expect, originOf, signInAsOwner, test } from "./support/fixtures.ts";

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Every page in each of its states, by address. */
interface Places {
  forAll: string[];
  signedIn: string[];
}

async function newLink(
  world: World,
  body: object,
): Promise<{ token: string; url: string }> {
  return (
    await world.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      body,
    )
  ).body;
}

/** An Official Account that lacks sets, a Mini Program, and one whose authorization has ended. */
async function arrangeAccounts(world: World) {
  const named = (name: string) =>
    world.sandbox.accounts().find((account) => account.name === name)?.appid ??
    "";
  const [service, program, gone] = [
    named("云杉咖啡"),
    named("云杉咖啡点单"),
    named("城南夜话"),
  ];
  await world.sandbox.control("authorize", {
    appid: service,
    sets: [1, 2, 24],
  });
  await world.sandbox.control("authorize", { appid: program });
  await world.sandbox.control("authorize", { appid: gone });
  const known = async (appid: string) =>
    (await world.session.get<{ status: string }>(`/api/v1/accounts/${appid}`))
      .body.status;
  await eventually(
    async () =>
      (await known(gone)) === "disabled" &&
      (await known(program)) === "disabled",
  );
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await world.sandbox.control("deauthorize", { appid: gone });
  await eventually(async () => (await known(gone)) === "deauthorized");
  await world.sql.query(
    "update inbox set state = 'failed', attempts = 8, error_key = '61004' where appid = $1 and name = 'authorized'",
    [gone],
  );
  return { named, service, program, gone };
}

/** The pages of an invitation and of a new password, and what is listed of them. */
async function passedLinks(world: World): Promise<string[]> {
  const post = async (path: string, body: object) =>
    (await world.session.send<{ url: string }>("POST", path, body)).body.url;
  const { body } = await world.session.get<{ items: { id: string }[] }>(
    "/api/v1/members",
  );
  const urls = [
    await post("/api/v1/members/invitations", {
      email: "mei@example.com",
      role: "admin",
    }),
    await post(`/api/v1/members/${body.items[0]?.id ?? ""}/reset-link`, {}),
  ];
  return urls.map((url) => new URL(url).pathname);
}

/** Arranges accounts, links and properties so that each state of each page has an address. */
async function arrange(world: World): Promise<Places> {
  const { named, service, program, gone } = await arrangeAccounts(world);
  const { body } = await world.session.send<{ id: string }>(
    "POST",
    "/api/v1/user-properties",
    { name: "openid_used", displayName: "服务号 OpenID", type: "text" },
  );
  await world.session.send(
    "PUT",
    `/api/v1/accounts/${program}/openid-property`,
    { propertyId: body.id },
  );
  const [waiting, expired, revoked, done, failed] = await Promise.all([
    newLink(world, { kind: "any", label: "给市场部" }),
    newLink(world, { kind: "any", label: "expired" }),
    newLink(world, { kind: "any", label: "revoked" }),
    newLink(world, { kind: "any", label: "done" }),
    newLink(world, { kind: "account", appid: service }),
  ]);
  await world.sql.query(
    "update authorization_links set expires_at = now() where label = 'expired'",
  );
  await world.session.send(
    "DELETE",
    `/api/v1/authorization-links/${revoked.token}`,
  );
  await (await openLink(done.url)).authorize(world.sandbox, named("青禾农场"));
  await (
    await openLink(failed.url)
  ).authorize(world.sandbox, named("鹿鸣旅行"));
  const path = (url: string) => new URL(url).pathname;
  return {
    forAll: [
      "/sign-in",
      "/sign-in?error=other",
      "/setup/over",
      "/invite/over",
      "/reset/over",
      ...(await passedLinks(world)),
      "/authorize/unknown",
      path(waiting.url),
      "/guides/bind?type=official_account",
      "/guides/deauthorize?type=mini_program",
      `${path(waiting.url)}?client=wechat`,
      ...[expired, revoked, done, failed].map(({ url }) => path(url)),
    ],
    signedIn: [
      "/accounts",
      "/accounts?q=nothing-has-this-name",
      `/accounts/${service}`,
      `/accounts/${program}`,
      `/accounts/${gone}`,
      `/accounts/${program}/receipts`,
      "/authorization-links",
      "/events",
      "/events?q=nothing-has-this-name",
      "/permissions",
      "/permissions?q=nothing-has-this-name",
      ...[7, 40, 54, 143, 161].map((id) => `/permissions/${id}`),
      "/permissions/matrix",
      "/permissions/matrix?type=mini_program",
      "/guidance",
      "/settings/user-properties",
      "/settings/user-properties?q=nothing-has-this-name",
      "/settings/platform",
      "/settings/webhooks",
      "/settings/members",
      "/settings/account",
      "/settings/retention",
      "/audit",
      "/audit?q=nothing-has-this-name",
      "/settings/api-keys",
      "/settings/api",
      "/settings/security",
      "/status",
      "/no-such-page",
    ],
  };
}

async function faultsOf(page: Page, place: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(STANDARD)
    .analyze();
  const faults = violations.map(
    ({ id, nodes }) =>
      `${place}: ${id} ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join(" | ")}`,
  );
  const overflow = await page.evaluate(
    () => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth,
  );
  return overflow > 0
    ? [...faults, `${place}: wider than the screen by ${overflow} px`]
    : faults;
}

async function choose(
  context: BrowserContext,
  origin: string,
  locale: string,
  theme: string,
): Promise<void> {
  await context.addCookies([
    { name: "NEXT_LOCALE", value: locale, url: origin },
    { name: "theme", value: theme, url: origin },
  ]);
}

test.use({ part: "accessibility" });

test("no page has an accessibility fault, in both languages and themes, on a desktop and on a small phone", async ({
  world,
  browser,
}) => {
  test.setTimeout(400_000);
  const origin = originOf(world);
  const places = await arrange(world);
  const [visitor, operator] = await Promise.all([
    browser.newContext(),
    browser.newContext(),
  ]);
  const signedIn = await operator.newPage();
  await signInAsOwner(signedIn, origin);
  const faults: string[] = [];
  for (const [locale, theme, width] of [
    ["zh-CN", "light", 1280],
    ["zh-CN", "dark", 360],
    ["en", "light", 360],
    ["en", "dark", 1280],
  ] as const) {
    for (const [context, page, paths] of [
      [visitor, await visitor.newPage(), places.forAll],
      [operator, signedIn, places.signedIn],
    ] as const) {
      await choose(context, origin, locale, theme);
      await page.setViewportSize({ width, height: 800 });
      for (const path of paths) {
        await page.goto(origin + path);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        faults.push(
          ...(await faultsOf(page, `${locale} ${theme} ${width} ${path}`)),
        );
      }
    }
  }
  expect(faults).toEqual([]);
  await Promise.all([visitor.close(), operator.close()]);
});

test("the dialog has no fault in either step, and the whole of it works by keyboard", async ({
  operator,
  world,
}) => {
  await operator.goto(`${originOf(world)}/accounts`);
  await operator.keyboard.press("Tab");
  await expect(operator.getByRole("link", { name: "跳到正文" })).toBeFocused();
  const open = operator.getByRole("button", { name: "授权账号" });
  await open.focus();
  await operator.keyboard.press("Enter");
  const dialog = operator.getByRole("dialog");
  await expect(dialog).toBeVisible();
  expect(await faultsOf(operator, "dialog, notes")).toEqual([]);
  await operator.getByLabel("备注").focus();
  await operator.keyboard.type("键盘");
  await operator.keyboard.press("Enter");
  await expect(
    dialog.getByRole("img", { name: "授权链接的二维码" }),
  ).toBeVisible();
  expect(await faultsOf(operator, "dialog, code")).toEqual([]);
  await operator.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
});

/** The dialogs of an account, by their buttons, and of the catalogue of properties. */
const dialogs = {
  account: {
    "zh-CN": ["开启", "设置 OpenID", "更新授权", "重置限额", "删除"],
    en: [
      "Enable",
      "Set OpenID",
      "Update authorization",
      "Reset quota",
      "Delete",
    ],
  },
  gone: { "zh-CN": ["删除"], en: ["Delete"] },
  properties: {
    "zh-CN": ["新增属性", "导入", "设置"],
    en: ["Add property", "Import", "Set up"],
  },
  program: { "zh-CN": ["更换地址"], en: ["Change address"] },
  webhooks: { "zh-CN": ["新增 Webhook"], en: ["Add webhook"] },
  apiKeys: {
    "zh-CN": ["新增密钥", "编辑", "更换", "吊销"],
    en: ["New key", "Edit", "Rotate", "Revoke"],
  },
  events: { "zh-CN": ["查看"], en: ["View"] },
  members: {
    "zh-CN": ["邀请成员", "更改角色", "重设密码", "停用"],
    en: ["Invite a member", "Change role", "Reset password", "Disable"],
  },
};

test("no dialog of an operation has an accessibility fault", async ({
  world,
  operator,
}) => {
  test.setTimeout(120_000);
  const origin = originOf(world);
  const { service, program, gone } = await arrangeAccounts(world);
  await makeKey(world, { scopes: ["tokens:read"], accounts: [service] });
  const faults: string[] = [];
  for (const [locale, theme, width] of [
    ["zh-CN", "light", 1280],
    ["en", "dark", 360],
  ] as const) {
    await choose(operator.context(), origin, locale, theme);
    await operator.setViewportSize({ width, height: 800 });
    for (const [path, buttons] of [
      [`/accounts/${service}`, dialogs.account[locale]],
      [`/accounts/${gone}`, dialogs.gone[locale]],
      ["/settings/user-properties", dialogs.properties[locale]],
      [`/accounts/${program}`, dialogs.program[locale]],
      ["/settings/webhooks", dialogs.webhooks[locale]],
      ["/settings/api-keys", dialogs.apiKeys[locale]],
      ["/events", dialogs.events[locale]],
      ["/settings/members", dialogs.members[locale]],
    ] as const)
      for (const name of buttons) {
        await operator.goto(origin + path);
        await operator
          .getByRole("main")
          .getByRole("button", { name, exact: true })
          .first()
          .click();
        await expect(operator.getByRole("dialog")).toBeVisible();
        await expect(operator.locator(".animate-pulse")).toHaveCount(0);
        faults.push(...(await faultsOf(operator, `${locale} ${path} ${name}`)));
      }
  }
  expect(faults).toEqual([]);
});

test("a filter that nothing matches can be cleared", async ({
  operator,
  world,
}) => {
  const appid = world.sandbox.accounts()[0]?.appid ?? "";
  await world.sandbox.control("authorize", { appid });
  await eventually(
    async () =>
      (await world.session.get(`/api/v1/accounts/${appid}`)).status === 200,
  );
  await operator.goto(`${originOf(world)}/accounts?status=enabled`);
  await expect(
    operator.getByRole("heading", { name: "没有符合条件的账号" }),
  ).toBeVisible();
  await operator.getByRole("link", { name: "清除筛选" }).click();
  await expect(
    operator.getByRole("row", { name: /云杉咖啡/ }).first(),
  ).toBeVisible();
});
