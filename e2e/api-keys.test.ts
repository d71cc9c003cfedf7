import { runCurl } from "../tests/harness/shell-words.ts";
import { connect, sample } from "../tests/harness/accounts.ts";
import { owner } from "../tests/harness/console.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "api-keys" });

test("a new key is shown once, works with the reference's command, and ends when it is revoked", async ({
  operator,
  deployment,
}) => {
  await connect(deployment, sample(deployment, "云杉咖啡"));
  await operator.goto(originOf(deployment));
  await operator.getByRole("link", { name: "API 密钥" }).click();
  await expect(operator.getByText("还没有 API 密钥")).toBeVisible();
  await operator.getByRole("button", { name: "新增密钥" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: "生成密钥" }).click();
  await expect(dialog.getByText("请填写此项。").first()).toBeVisible();
  await dialog.getByLabel("名称").fill("会员系统");
  await dialog.getByRole("checkbox", { name: /取得 access token/ }).check();
  await dialog.getByText("只限选定的账号").click();
  await dialog.getByLabel("按名称或 AppID 查找账号").fill("云杉");
  await dialog.getByRole("checkbox", { name: /云杉咖啡/ }).check();
  await dialog.getByLabel("有效期").selectOption("365 天");
  await dialog.getByRole("button", { name: "生成密钥" }).click();
  await expect(dialog.getByText("密钥只显示这一次")).toBeVisible();
  const key = await dialog.locator("code").innerText();
  expect(key).toMatch(/^lp_[0-9A-Za-z]{42}$/);
  await dialog.getByRole("button", { name: "我已保存" }).click();
  await expect(dialog).toHaveCount(0);
  const row = operator.getByRole("listitem").filter({ hasText: "会员系统" });
  await expect(row.getByText("还没有使用过")).toBeVisible();
  await expect(operator.getByText(key)).toHaveCount(0);

  await operator.getByRole("link", { name: "接口文档" }).first().click();
  await operator.getByLabel("搜索接口").fill("access token 取得");
  await operator.getByText("取得有效的 access token").click();
  await operator
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"]);
  await operator
    .getByRole("figure")
    .filter({ hasText: "/access-token" })
    .getByRole("button", { name: "复制" })
    .click();
  await expect(operator.getByRole("button", { name: "已复制" })).toBeVisible();
  const line = await operator.evaluate(() => navigator.clipboard.readText());
  const call = () => runCurl(line, { LINGPAI_API_KEY: key });
  const answer = await call();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ source: "component" });

  await operator.goto(`${originOf(deployment)}/settings/api-keys`);
  await expect(row.getByText(/最近使用/)).toBeVisible();
  await deployment.sql.query(
    "update sessions set authenticated_at = now() - interval '6 minutes'",
  );
  await row.getByRole("button", { name: "吊销" }).click();
  await dialog.getByRole("button", { name: "吊销" }).click();
  await operator.getByLabel("您的密码").fill(owner.password);
  await operator.getByRole("button", { name: "确认" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row.getByText("已吊销")).toBeVisible();
  expect((await call()).status).toBe(401);
});

test("a key is changed and rotated, and both secrets are valid for the chosen time", async ({
  operator,
  deployment,
}) => {
  await deployment.sql.query("update sessions set authenticated_at = now()");
  const { body } = await deployment.session.send<{ key: string }>(
    "POST",
    "/api/v1/api-keys",
    {
      name: "报表",
      scopes: ["accounts:read"],
      accounts: null,
      expiresAt: null,
    },
  );
  await operator.goto(`${originOf(deployment)}/settings/api-keys`);
  const row = operator.getByRole("listitem").filter({ hasText: "报表" });
  const dialog = operator.getByRole("dialog");
  await row.getByRole("button", { name: "编辑" }).click();
  await dialog.getByLabel("允许的地址").fill("not an address");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText(/请填写 IP 地址或网段/)).toBeVisible();
  await dialog.getByLabel("允许的地址").fill("127.0.0.0/8\n::1");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row.getByText("127.0.0.0/8")).toBeVisible();
  await row.getByRole("button", { name: "更换" }).click();
  await dialog.getByLabel("旧密钥继续有效").selectOption("7 天");
  await dialog.getByRole("button", { name: "更换" }).click();
  const newer = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: "我已保存" }).click();
  await expect(row.getByText(/旧密钥 .* 有效至/)).toBeVisible();
  for (const key of [body.key, newer]) {
    const { status } = await fetch(`${originOf(deployment)}/api/v1/accounts`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(status).toBe(200);
  }
});

test("a member who is not an administrator reads the reference and who manages keys", async ({
  operator,
  deployment,
}) => {
  await deployment.sql.query("update users set role = 'viewer'");
  await operator.goto(`${originOf(deployment)}/settings/api-keys`);
  await expect(operator.getByText("只有管理员可以查看")).toBeVisible();
  await operator.goto(`${originOf(deployment)}/settings/api`);
  await expect(
    operator.getByRole("heading", { name: "接口文档", level: 1 }),
  ).toBeVisible();
  await expect(
    operator.getByRole("link", { name: "管理 API 密钥" }),
  ).toHaveCount(0);
  await deployment.sql.query("update users set role = 'owner'");
});
