import { createServer } from "node:http";
import { connect, sample } from "../tests/harness/accounts.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "user-properties" });

const path = "/settings/user-properties";

test("a property is added after its mistakes are shown, changed, retired and restored", async ({
  operator,
  deployment,
}) => {
  await operator.goto(originOf(deployment) + path);
  await expect(operator.getByText("还没有用户属性")).toBeVisible();
  await operator.getByRole("button", { name: "新增属性" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByLabel("显示名").fill("服务号 OpenID");
  await dialog.getByLabel("名称", { exact: true }).fill("1 openid");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("名称以字母开头")).toBeVisible();
  await expect(dialog.getByLabel("显示名")).toHaveValue("服务号 OpenID");
  await dialog.getByLabel("名称", { exact: true }).fill("openid_service");
  await dialog.getByRole("button", { name: "保存" }).click();
  const row = operator.getByRole("row").filter({ hasText: "openid_service" });
  await expect(row).toContainText("服务号 OpenID");

  await row.getByRole("button", { name: "编辑" }).click();
  await dialog.getByLabel("说明").fill("用户在服务号内的标识");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(row).toContainText("用户在服务号内的标识");

  await row.getByRole("button", { name: "停用" }).click();
  await dialog.getByRole("button", { name: "停用" }).click();
  await expect(row).toBeHidden();
  await operator.getByLabel("状态").selectOption("已停用");
  await row.getByRole("button", { name: "恢复" }).click();
  await expect(operator.getByText("没有符合条件的属性")).toBeVisible();
  await operator.getByRole("link", { name: "清除筛选" }).click();
  await expect(row).toBeVisible();
});

test("a property in use cannot be retired, and the dialog names its accounts", async ({
  operator,
  deployment,
}) => {
  const appid = await connect(deployment, sample(deployment, "云杉咖啡"));
  const { body } = await deployment.session.send<{ id: string }>(
    "POST",
    "/api/v1/user-properties",
    { name: "openid_used", displayName: "使用中的属性", type: "text" },
  );
  await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${appid}/openid-property`,
    {
      propertyId: body.id,
    },
  );
  await operator.goto(`${originOf(deployment)}${path}?q=openid_used`);
  const row = operator.getByRole("row").filter({ hasText: "openid_used" });
  await expect(row.getByRole("link", { name: "云杉咖啡" })).toBeVisible();
  await row.getByRole("button", { name: "停用" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog).toContainText("「云杉咖啡」");
  await expect(dialog.getByRole("button", { name: "停用" })).toBeDisabled();
});

test("an import shows each bad row with its reason, and imports the others", async ({
  operator,
  deployment,
}) => {
  await operator.goto(originOf(deployment) + path);
  await operator.getByRole("button", { name: "导入" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.locator("input[type=file]").setInputFiles({
    name: "properties.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "\uFEFF名称,显示名,类型\r\nimported_a,导入甲,文本\r\n9bad,导入乙,颜色\r\n",
    ),
  });
  await expect(dialog.getByText("properties.csv")).toBeVisible();
  await dialog.getByRole("button", { name: "预览" }).click();
  const bad = dialog.getByRole("row").filter({ hasText: "9bad" });
  await expect(bad).toContainText("名称以字母开头");
  await expect(bad).toContainText("类型为文本、数字、日期或布尔");
  await expect(bad.getByRole("cell").first()).toHaveText("3");
  await dialog.getByRole("button", { name: "导入 1 项" }).click();
  await expect(dialog.getByText("导入完成")).toBeVisible();
  await dialog.getByRole("button", { name: "完成" }).click();
  await expect(
    operator.getByRole("row").filter({ hasText: "imported_a" }),
  ).toBeVisible();

  await operator.getByRole("button", { name: "导入", exact: true }).click();
  await dialog.getByLabel("内容").fill("name;type\na;text");
  await dialog.getByRole("button", { name: "预览" }).click();
  await expect(dialog.getByText("缺少必需的列：displayName")).toBeVisible();
  await expect(dialog.getByLabel("内容")).toHaveValue("name;type\na;text");
});

test("a sync from a forbidden URL says why, and the typed values stay", async ({
  operator,
  deployment,
}) => {
  const server = createServer((_request, response) => response.end("[]"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    await operator.goto(originOf(deployment) + path);
    await operator.getByRole("button", { name: "设置", exact: true }).click();
    const dialog = operator.getByRole("dialog");
    const url = dialog.getByLabel("地址");
    await url.fill(`https://127.0.0.1:${port}/`);
    await dialog.getByLabel("列表").fill("data.fields");
    await dialog.getByRole("button", { name: "保存并预览" }).click();
    await expect(dialog.getByText("这个网址指向内部网络")).toBeVisible();
    await expect(dialog.getByLabel("列表")).toHaveValue("data.fields");
    await url.fill("https://localhost/fields?key=secret");
    await dialog.getByRole("button", { name: "保存并预览" }).click();
    await expect(dialog.getByText("这个网址指向内部网络")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "重试" })).toBeVisible();
    await dialog.getByRole("button", { name: "取消" }).click();
    const card = operator.getByRole("region", { name: "从 URL 同步" });
    await expect(card).toContainText("上次同步失败");
    await expect(card).toContainText("https://localhost/fields?…");
    await expect(card).not.toContainText("secret");
  } finally {
    server.close();
  }
});

test("a viewer reads and exports the catalogue and has no buttons to change it", async ({
  operator,
  deployment,
}) => {
  await deployment.sql.query("update users set role = 'viewer'");
  try {
    await operator.goto(originOf(deployment) + path);
    await expect(
      operator.getByRole("link", { name: "导出 CSV" }),
    ).toBeVisible();
    await expect(operator.getByRole("row").nth(1)).toBeVisible();
    await expect(
      operator
        .getByRole("main")
        .getByRole("button", { name: /新增属性|导入|编辑|停用|设置|同步/ }),
    ).toHaveCount(0);
  } finally {
    await deployment.sql.query("update users set role = 'owner'");
  }
});
