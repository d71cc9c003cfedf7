import { connect, sample } from "../tests/harness/accounts.ts";
import { makeKey } from "../tests/harness/api-key.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "audit" });

test("an administrator filters by account, reads the differences, and exports the rows", async ({
  operator,
  deployment,
}) => {
  const appid = await connect(deployment, sample(deployment, "云杉咖啡"));
  const { body: property } = await deployment.session.send<{ id: string }>(
    "POST",
    "/api/v1/user-properties",
    { name: "openid_audit", displayName: "会员 OpenID", type: "text" },
  );
  await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${appid}/openid-property`,
    {
      propertyId: property.id,
    },
  );
  await operator.goto(`${originOf(deployment)}/accounts/${appid}`);
  await operator.getByRole("link", { name: "查看操作记录" }).click();
  await expect(
    operator.getByText("只看对象 云杉咖啡", { exact: true }),
  ).toBeVisible();
  const row = operator.getByRole("row").filter({ hasText: "设置 OpenID" });
  await expect(row).toContainText("owner");
  await row.getByRole("button", { name: "查看" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByRole("row", { name: /用户属性/ })).toContainText(
    property.id,
  );
  await dialog.getByRole("button", { name: "关闭" }).click();
  const download = operator.waitForEvent("download");
  await operator.getByRole("link", { name: "导出 CSV" }).click();
  expect((await download).suggestedFilename()).toBe("audit-log.csv");
  await operator.getByRole("button", { name: /^取消: 只看对象/ }).click();
  await expect(operator.getByText("只看对象 云杉咖啡")).toBeHidden();
  await operator.getByLabel("操作类别").selectOption("登录与成员");
  await expect(
    operator.getByRole("row").filter({ hasText: "登录" }).first(),
  ).toBeVisible();
  await expect(operator.getByText("设置 OpenID")).toBeHidden();
  await operator.getByLabel("结果").selectOption("已拒绝");
  await expect(operator.getByText("没有符合条件的记录")).toBeVisible();
});

test("the audit log shows roles, scopes, sources and permission sets by their names", async ({
  operator,
  deployment,
}) => {
  await connect(deployment, sample(deployment, "云杉咖啡点单"));
  await deployment.session.send("POST", "/api/v1/members/invitations", {
    email: "words@example.com",
    role: "operator",
  });
  await makeKey(deployment, { scopes: ["accounts:read", "tokens:read"] });
  const dialog = operator.getByRole("dialog");
  for (const [action, field, words] of [
    ["账号授权", "来源", "微信推送"],
    ["账号授权", "新增权限集", "获取小程序码"],
    ["邀请成员", "角色", "操作员"],
    ["邀请成员", "有效期至", /\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}/],
    ["新增 API 密钥", "账号", "全部账号"],
    ["新增 API 密钥", "权限范围", "读取账号、权限与限额、取得 access token"],
  ] as const) {
    await operator.goto(`${originOf(deployment)}/audit`);
    await operator
      .getByRole("row")
      .filter({ hasText: action })
      .first()
      .getByRole("button", { name: "查看" })
      .click();
    await expect(
      dialog.getByRole("row").filter({
        has: operator.getByRole("rowheader", { name: field, exact: true }),
      }),
    ).toContainText(words);
    await dialog.getByRole("button", { name: "关闭" }).click();
  }
});

test("the audit log page says what is kept for a shorter time", async ({
  operator,
  deployment,
}) => {
  await operator.goto(`${originOf(deployment)}/settings/retention`);
  const field = operator.getByLabel(/^回调事件/);
  await field.fill("0");
  await operator.getByRole("button", { name: "保存" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: "确认缩短" }).click();
  await expect(operator.getByText("天数太少。")).toBeVisible();
  await field.fill("20");
  await operator.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("回调事件：30 天 → 20 天")).toBeVisible();
  await dialog.getByRole("button", { name: "确认缩短" }).click();
  await expect(operator.getByText("已保存。")).toBeVisible();
  await expect(operator.getByText(/由 owner 设置于/)).toBeVisible();
  await field.fill("");
  await operator.getByRole("button", { name: "保存" }).click();
  await expect(operator.getByText(/由 owner 设置于/)).toBeHidden();
});
