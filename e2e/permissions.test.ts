import { readFileSync } from "node:fs";
import { connect, sample } from "../tests/harness/accounts.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "permissions" });

test.beforeAll(async ({ deployment }) => {
  await connect(deployment, sample(deployment, "云杉咖啡"));
  await connect(deployment, sample(deployment, "青禾农场"), [1, 2, 3, 8, 15]);
  await connect(deployment, sample(deployment, "云杉咖啡点单"));
});

test("a set is found by its interface, and its page lists who has it and who lacks it", async ({
  operator,
}) => {
  await operator.getByRole("link", { name: "权限集", exact: true }).click();
  await expect(operator.getByText("共 93 项权限集")).toBeVisible();
  await operator
    .getByRole("searchbox")
    .fill("https://api.weixin.qq.com/cgi-bin/message/template/send?a=b");
  await expect(operator.getByText("共 1 项权限集")).toBeVisible();
  await expect(operator.getByText("2 个账号中 1 个已授权")).toBeVisible();
  await operator.getByRole("link", { name: "群发与通知" }).click();
  await expect(
    operator.getByRole("heading", { name: "群发与通知", level: 1 }),
  ).toBeVisible();
  await expect(
    operator.getByText("/cgi-bin/message/mass/send", { exact: true }),
  ).toBeVisible();
  await expect(
    operator.getByText("推定", { exact: true }).first(),
  ).toBeVisible();
  await expect(operator.getByText("不同文档的说法不一致")).toBeVisible();
  await expect(
    operator.getByText("不互斥：可以同时授权给多个服务商"),
  ).toBeVisible();
  const lacking = operator
    .locator("section", { hasText: "未授权（1）" })
    .last();
  await lacking.getByRole("link", { name: "青禾农场" }).click();
  await expect(
    operator.getByRole("heading", { name: "青禾农场", level: 1 }),
  ).toBeVisible();
  await operator.getByRole("link", { name: "用户管理" }).click();
  await operator.waitForURL("**/permissions/2");
});

test("initials, filters and the page address work together and can be cleared", async ({
  operator,
  deployment,
}) => {
  await operator.goto(`${originOf(deployment)}/permissions`);
  const search = operator.getByRole("searchbox");
  await search.pressSequentially("xxgl");
  await expect(
    operator.getByRole("link", { name: "消息管理", exact: true }),
  ).toBeVisible();
  await expect(operator.getByText("共 2 项权限集")).toBeVisible();
  await operator.waitForURL("**/permissions?q=xxgl");
  await operator.getByLabel("账号类型").selectOption("小程序");
  await expect(operator.getByText("共 1 项权限集")).toBeVisible();
  await operator.getByLabel("互斥").check();
  await expect(
    operator.getByRole("heading", { name: "没有符合条件的权限集" }),
  ).toBeVisible();
  await operator.waitForURL(
    "**/permissions?q=xxgl&type=mini_program&exclusive=1",
  );
  await operator.reload();
  await expect(search).toHaveValue("xxgl");
  await expect(operator.getByLabel("互斥")).toBeChecked();
  await operator.getByRole("button", { name: "清除筛选" }).click();
  await expect(operator.getByText("共 93 项权限集")).toBeVisible();
  await operator.waitForURL("**/permissions");
  for (const [label, count] of [
    ["最小权限", 11],
    ["有协议", 7],
    ["文档不一致", 24],
  ] as const) {
    await operator.getByLabel(label).check();
    await expect(operator.getByText(`共 ${count} 项权限集`)).toBeVisible();
    await operator.getByLabel(label).uncheck();
  }
  await operator.getByLabel("最小权限").check();
  await operator.waitForURL("**/permissions?minimum=1");
  await operator.getByRole("link", { name: "权限集", exact: true }).click();
  await expect(operator.getByText("共 93 项权限集")).toBeVisible();
});

test("a set with an agreement links to it, and unknown exclusiveness is shown as unknown", async ({
  operator,
  deployment,
}) => {
  await operator.goto(`${originOf(deployment)}/permissions/54`);
  const agreement = operator.getByRole("link", {
    name: /微信服务号对话能力功能服务条款/,
  });
  await expect(agreement).toHaveAttribute("href", /^https:\/\/mp\.weixin/);
  await expect(agreement).toHaveAttribute("rel", "noreferrer");
  await expect(
    operator.getByText("互斥：同一账号同一时间只能授权给一个服务商"),
  ).toBeVisible();
  await operator.goto(`${originOf(deployment)}/permissions/161`);
  await expect(operator.getByText("不清楚是否互斥")).toBeVisible();
  await expect(
    operator.getByText("英文版的权限集说明中没有这一项"),
  ).toBeVisible();
  for (const none of ["14", "99999", "abc", "-1"]) {
    await operator.goto(`${originOf(deployment)}/permissions/${none}`);
    await expect(
      operator.getByRole("heading", { name: "没有这个页面" }),
    ).toBeVisible();
  }
});

test("the matrix scrolls on a phone, keeps the account in view, and can be downloaded", async ({
  operator,
  deployment,
}) => {
  await operator.setViewportSize({ width: 390, height: 844 });
  await operator.goto(`${originOf(deployment)}/permissions`);
  await operator.getByRole("link", { name: "账号与权限集对照表" }).click();
  const region = operator.getByRole("region", { name: "对照表，可以左右滚动" });
  await region.focus();
  await expect(region).toBeFocused();
  const row = region.getByRole("row", { name: /青禾农场/ });
  await expect(row.getByText("缺少最小权限")).toHaveCount(2);
  await expect(row.getByText("已授权")).toHaveCount(5);
  const before = await region
    .getByRole("link", { name: "青禾农场" })
    .boundingBox();
  await region.evaluate((element) => (element.scrollLeft = 600));
  const after = await region
    .getByRole("link", { name: "青禾农场" })
    .boundingBox();
  expect(after?.x).toBe(before?.x);
  expect(
    await operator.evaluate(
      () => document.scrollingElement?.scrollWidth === window.innerWidth,
    ),
  ).toBe(true);
  const download = operator.waitForEvent("download");
  await operator.getByRole("link", { name: "导出 CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("permission-sets-official_account.csv");
  expect(readFileSync(await file.path(), "utf8")).toContain("青禾农场");
  await operator.getByRole("link", { name: "小程序", exact: true }).click();
  await expect(region.getByRole("row", { name: /云杉咖啡点单/ })).toBeVisible();
});
