import type { Page } from "@playwright/test";
import { owner } from "../tests/harness/console.ts";
import { expect, originOf, signInAsOwner, test } from "./support/fixtures.ts";

test.use({ part: "members" });

const press = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).click();

/** Chooses what can be done with a member in the list of members. */
const choose = (page: Page, email: string, name: string) =>
  page
    .getByRole("listitem")
    .filter({ hasText: email })
    .getByRole("button", { name, exact: true })
    .click();

test("a member is invited, joins, is promoted, and is disabled", async ({
  operator,
  deployment,
  browser,
}) => {
  const origin = originOf(deployment);
  const context = await browser.newContext();
  const newcomer = await context.newPage();
  const dialog = operator.getByRole("dialog");

  await operator.goto(`${origin}/settings/members`);
  await press(operator, "邀请成员");
  await dialog.getByLabel("邮箱").fill("mei@example.com");
  await dialog.getByRole("radio", { name: /查看者/ }).check();
  await press(operator, "生成邀请链接");
  await expect(dialog.getByText("链接只显示这一次")).toBeVisible();
  const link = (await dialog.locator("code").textContent()) ?? "";
  await expect(dialog.getByText("以「查看者」的身份")).toContainText(link);
  await press(operator, "完成");
  await expect(operator.getByText("待接受", { exact: true })).toBeVisible();

  await newcomer.goto(link);
  await expect(newcomer.getByText("mei@example.com")).toBeVisible();
  await newcomer.getByLabel("姓名").fill("林梅");
  await newcomer.getByLabel("密码").fill("a long enough one");
  await press(newcomer, "加入并登录");
  await newcomer.waitForURL("**/accounts");
  await newcomer.goto(link);
  await expect(newcomer.getByText("链接已使用")).toBeVisible();
  await newcomer.goto(`${origin}/settings/members`);
  await expect(newcomer.getByText("只有管理员可以查看")).toBeVisible();

  // By now the owner's sign-in is an hour ago.
  await deployment.sql.query(
    "update sessions set authenticated_at = now() - interval '1 hour'",
  );
  await operator.goto(`${origin}/settings/members`);
  await choose(operator, "mei@example.com", "更改角色");
  await dialog.getByRole("radio", { name: /管理员/ }).check();
  await press(operator, "保存");
  await dialog.getByLabel("您的密码").fill("not the password");
  await press(operator, "确认");
  await expect(dialog.getByText("密码不正确")).toBeVisible();
  await dialog.getByLabel("您的密码").fill(owner.password);
  await press(operator, "确认");
  await expect(dialog).toHaveCount(0);
  await newcomer.reload();
  await expect(newcomer.getByText("mei@example.com").first()).toBeVisible();
  await expect(newcomer.getByRole("button", { name: "邀请成员" })).toHaveCount(
    0,
  );

  await choose(operator, "mei@example.com", "停用");
  await dialog.getByRole("button", { name: "停用" }).click();
  await expect(dialog).toHaveCount(0);
  await newcomer.reload();
  await expect(newcomer).toHaveURL(/\/sign-in/);
  await newcomer.getByLabel("邮箱").fill("mei@example.com");
  await newcomer.getByLabel("密码").fill("a long enough one");
  await press(newcomer, "登录");
  await expect(newcomer.getByText("邮箱或密码不正确")).toBeVisible();
  await context.close();
});

test("a forgotten password is replaced by an owner's link", async ({
  operator,
  deployment,
  browser,
}) => {
  const origin = originOf(deployment);
  await deployment.sql.query("delete from sign_in_attempts");
  await operator.goto(`${origin}/settings/members`);
  await choose(operator, owner.email, "重设密码");
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: "重设密码" }).click();
  const link = (await dialog.locator("code").textContent()) ?? "";
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("新密码").fill("quite another one");
  await press(page, "保存并登录");
  await page.waitForURL("**/accounts");
  await operator.goto(`${origin}/accounts`);
  await expect(operator).toHaveURL(/\/sign-in/);

  await page.goto(`${origin}/settings/account`);
  await page.getByLabel("当前密码").fill("quite another one");
  await page.getByLabel("新密码").fill(owner.password);
  await press(page, "保存密码");
  await expect(page.getByText("密码已保存")).toBeVisible();
  await context.close();
});

test("an owner resets a member's lost second factor", async ({
  operator,
  deployment,
}) => {
  await deployment.sql.query(
    `with lan as (insert into users (email, name, role) values ('lan@example.com', '蓝天', 'viewer') returning id)
     insert into passkeys (credential_id, user_id, name, public_key, counter, multi_device, backed_up)
     select 'lost', id, '手机', '', 0, false, false from lan`,
  );
  await operator.goto(`${originOf(deployment)}/settings/members`);
  const lan = operator.getByRole("listitem").filter({ hasText: "蓝天" });
  await expect(lan.getByText("两步验证", { exact: true })).toBeVisible();
  await choose(operator, "lan@example.com", "重设两步验证");
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: "重设两步验证" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(lan.getByText("两步验证", { exact: true })).toHaveCount(0);
});

test("a member sees and ends sessions elsewhere", async ({
  operator,
  deployment,
  browser,
}) => {
  const origin = originOf(deployment);
  await deployment.sql.query("delete from sign_in_attempts");
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await signInAsOwner(elsewhere, origin);
  await operator.goto(`${origin}/accounts`);
  await operator.getByRole("link", { name: owner.email }).first().click();
  await expect(operator.getByText("当前会话")).toBeVisible();
  await expect(operator.getByText("Chrome").first()).toBeVisible();
  await press(operator, "结束其他全部会话");
  await expect(
    operator.getByRole("button", { name: "结束", exact: true }),
  ).toHaveCount(0);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await context.close();
});
