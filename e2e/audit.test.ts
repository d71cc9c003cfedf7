import { connect, sample } from "../integration/harness/accounts.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "audit" });

test("an administrator follows an account, reads what changed, and takes the rows away as a file", async ({
  operator,
  world,
}) => {
  const appid = await connect(world, sample(world, "云杉咖啡"));
  const { body: property } = await world.session.send<{ id: string }>(
    "POST",
    "/api/v1/user-properties",
    { name: "openid_audit", displayName: "会员 OpenID", type: "text" },
  );
  await world.session.send("PUT", `/api/v1/accounts/${appid}/openid-property`, {
    propertyId: property.id,
  });
  await operator.goto(`${originOf(world)}/accounts/${appid}`);
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

test("what is kept for less time is named before it is lost", async ({
  operator,
  world,
}) => {
  await operator.goto(`${originOf(world)}/settings/retention`);
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
