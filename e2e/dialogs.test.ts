import { makeKey } from "../tests/harness/api-key.ts";
import { eventually } from "../tests/harness/deployment.ts";
import { arrangeAccounts, choose, faultsOf } from "./support/accessibility.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "dialogs" });

test("the authorization dialog is accessible in both steps and works by keyboard alone", async ({
  operator,
  deployment,
}) => {
  await operator.goto(`${originOf(deployment)}/accounts`);
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

test("every dialog of an operation passes the accessibility check", async ({
  deployment,
  operator,
}) => {
  test.setTimeout(120_000);
  const origin = originOf(deployment);
  const { service, program, gone } = await arrangeAccounts(deployment);
  await makeKey(deployment, { scopes: ["tokens:read"], accounts: [service] });
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

test("a filter without matches can be cleared", async ({
  operator,
  deployment,
}) => {
  const appid = deployment.sandbox.accounts()[0]?.appid ?? "";
  await deployment.sandbox.control("authorize", { appid });
  await eventually(
    async () =>
      (await deployment.session.get(`/api/v1/accounts/${appid}`)).status ===
      200,
  );
  await operator.goto(`${originOf(deployment)}/accounts?status=enabled`);
  await expect(
    operator.getByRole("heading", { name: "没有符合条件的账号" }),
  ).toBeVisible();
  await operator.getByRole("link", { name: "清除筛选" }).click();
  await expect(
    operator.getByRole("row", { name: /云杉咖啡/ }).first(),
  ).toBeVisible();
});
