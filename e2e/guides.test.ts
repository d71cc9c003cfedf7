import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "guides" });

test("a guide is a public page in both languages and for both types of account", async ({
  page,
  deployment,
}) => {
  await page.goto(
    `${originOf(deployment)}/guides/deauthorize?type=mini_program`,
  );
  await expect(page.getByRole("heading", { name: "取消授权" })).toBeVisible();
  await expect(page.getByText("「设置」→「第三方设置」")).toBeVisible();
  await page.getByText("公众号", { exact: true }).click();
  await expect(page.getByText("查看平台详情")).toBeVisible();
  await page.getByLabel("语言").selectOption("en");
  await expect(
    page.getByRole("heading", { name: "End the authorization" }),
  ).toBeVisible();
  await expect(page.getByText("View platform details")).toBeVisible();
  expect(
    (await page.goto(`${originOf(deployment)}/guides/nothing`))?.status(),
  ).toBe(404);
});

test("an operator copies a guide as a link and as text", async ({
  operator,
  deployment,
}) => {
  await operator
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"]);
  await operator.goto(originOf(deployment));
  await operator.getByRole("link", { name: "操作指引" }).click();
  await operator.getByText("小程序", { exact: true }).click();
  const guide = operator.getByRole("region", { name: "更新授权" });
  await guide.getByRole("button", { name: "复制指引链接" }).click();
  const clipboard = () =>
    operator.evaluate(() => navigator.clipboard.readText());
  await expect
    .poll(clipboard)
    .toBe(`${originOf(deployment)}/guides/update?type=mini_program`);
  await guide.getByRole("button", { name: "复制指引文字" }).click();
  await expect
    .poll(clipboard)
    .toContain("方式2：在微信公众平台操作\n1. 登录微信公众平台");
  expect(await clipboard()).toContain("方式3：在微信中操作");
});
