import {
  confirmAuthorization,
  copyLink,
  expect,
  goToWeChat,
  makeLink,
  originOf,
  phoneOf,
  test,
} from "./support/fixtures.ts";

test.use({ part: "connect" });

test("a Mini Program is connected by the phone page, and the dialog follows to the end", async ({
  operator,
}) => {
  const url = await makeLink(operator, "仅小程序");
  await expect(operator.getByText("等待管理员扫码")).toBeVisible();
  const { context, phone } = await phoneOf(operator);
  await phone.goto(url);
  await expect(operator.getByText("管理员已打开授权页面")).toBeVisible();
  await goToWeChat(phone, url, "李雷");
  await expect(phone.getByRole("radio", { name: /^云杉咖啡\s/ })).toHaveCount(
    0,
  );
  await confirmAuthorization(phone, "云杉咖啡点单");
  await expect(phone.getByRole("heading", { name: "授权成功" })).toBeVisible();
  await expect(operator.getByText("授权成功")).toBeVisible();
  await operator.getByRole("button", { name: "确定" }).click();
  await expect(
    operator.getByRole("row", { name: /云杉咖啡点单.*小程序/ }),
  ).toBeVisible();
  await context.close();
});

test("the desktop page leads to WeChat's QR code, and shows the result on return", async ({
  operator,
  context,
}) => {
  const url = await makeLink(operator, "仅公众号");
  const visitor = await context.newPage();
  await visitor.goto(url);
  await visitor.getByRole("link", { name: "前往微信扫码授权" }).click();
  await expect(
    visitor.getByRole("img", { name: "微信扫码授权" }),
  ).toBeVisible();
  await visitor.getByRole("button", { name: "李雷" }).click();
  await confirmAuthorization(visitor, "云杉咖啡", ["群发与通知"]);
  await expect(
    visitor.getByRole("heading", { name: "授权成功" }),
  ).toBeVisible();
  await expect(operator.getByText("还缺少 1 项最小权限")).toBeVisible();
  await operator.getByRole("button", { name: "确定" }).click();
  await expect(
    operator.getByRole("row", { name: /云杉咖啡 .*缺少最小权限：群发与通知/ }),
  ).toBeVisible();
});

test("an admin who refuses is asked why, and the operator reads the reason", async ({
  operator,
}) => {
  const url = await makeLink(operator);
  const { context, phone } = await phoneOf(operator);
  await goToWeChat(phone, url, "李雷");
  await phone.getByRole("radio", { name: "望江书局" }).check();
  await phone.getByRole("button", { name: "下一步" }).click();
  await phone.getByRole("button", { name: "取消" }).click();
  await expect(
    phone.getByRole("heading", { name: "已取消授权" }),
  ).toBeVisible();
  await expect(operator.getByText("管理员正在微信中授权")).toBeVisible();
  await phone.goto(url);
  await phone.getByRole("button", { name: "我点了取消" }).click();
  await expect(phone.getByText("如果是误操作")).toBeVisible();
  await expect(operator.getByText("管理员取消了授权")).toBeVisible();
  await context.close();
});

test("a user who is not an admin sees no account, and both sides read who has to scan", async ({
  operator,
}) => {
  const url = await makeLink(operator);
  const { context, phone } = await phoneOf(operator);
  await goToWeChat(phone, url, "路人甲");
  await expect(
    phone.getByRole("heading", { name: "没有可授权的账号" }),
  ).toBeVisible();
  await phone.goto(url);
  await phone.getByRole("button", { name: "没有可选的账号" }).click();
  await expect(operator.getByText("扫码的人不是管理员")).toBeVisible();
  await context.close();
});

test("an exclusive set of another provider cannot be ticked, and the rest is authorized", async ({
  operator,
  deployment,
}) => {
  const url = await makeLink(operator);
  const { context, phone } = await phoneOf(operator);
  await goToWeChat(phone, url, "李雷");
  await phone.getByRole("radio", { name: "鹿鸣门票" }).check();
  await phone.getByRole("button", { name: "下一步" }).click();
  await expect(
    phone.getByRole("checkbox", { name: /开放平台账号管理/ }),
  ).toBeDisabled();
  await phone.getByRole("button", { name: "确认授权" }).click();
  await expect(phone.getByRole("heading", { name: "授权成功" })).toBeVisible();
  const appid =
    deployment.sandbox.accounts().find((account) => account.name === "鹿鸣门票")
      ?.appid ?? "";
  await operator.goto(`${originOf(deployment)}/accounts/${appid}`);
  await expect(
    operator.getByRole("listitem").filter({ hasText: "开放平台账号管理" }),
  ).toContainText("未授权");
  await context.close();
});

test("an account with fifteen providers cannot be authorized, and the page says what to do", async ({
  operator,
}) => {
  const url = await makeLink(operator);
  const { context, phone } = await phoneOf(operator);
  await goToWeChat(phone, url, "李雷");
  await phone.getByRole("radio", { name: "北岸健身" }).check();
  await phone.getByRole("button", { name: "下一步" }).click();
  await expect(
    phone.getByRole("heading", { name: "授权的服务商已达上限" }),
  ).toBeVisible();
  await phone.goto(url);
  await phone.getByRole("button", { name: "提示服务商已达上限" }).click();
  await expect(operator.getByText("授权的服务商已达 15 个")).toBeVisible();
  await context.close();
});

test("an expired link and a revoked one say so to every visitor", async ({
  operator,
  deployment,
}) => {
  const url = await makeLink(operator);
  const { context, phone } = await phoneOf(operator);
  await deployment.sql.query(
    "update authorization_links set expires_at = now() - interval '1 minute' where progress = 'waiting'",
  );
  await phone.goto(url);
  await expect(phone.getByText("链接已过期")).toBeVisible();
  await expect(phone.getByRole("link", { name: "前往微信授权" })).toHaveCount(
    0,
  );
  await expect(operator.getByText("链接已过期")).toBeVisible();
  await operator.getByRole("button", { name: "重新生成" }).click();
  await operator.getByRole("button", { name: "生成二维码" }).click();
  const second = await copyLink(operator);
  expect(second).not.toBe(url);
  await operator.getByRole("button", { name: "确定" }).click();
  await operator.goto(`${originOf(deployment)}/authorization-links`);
  await operator.getByRole("button", { name: "撤销" }).first().click();
  await operator
    .getByRole("dialog")
    .getByRole("button", { name: "撤销" })
    .click();
  await expect(operator.getByRole("dialog")).toHaveCount(0);
  await phone.goto(second);
  await expect(phone.getByText("链接已撤销")).toBeVisible();
  await context.close();
});

test("a deauthorized account stays in the list and is reconnected by its link", async ({
  operator,
  deployment,
}) => {
  const account = deployment.sandbox
    .accounts()
    .find((candidate) => candidate.name === "望江读书会");
  if (!account) throw new Error("no such sample");
  await deployment.sandbox.control("authorize", { appid: account.appid });
  await expect(async () => {
    await operator.goto(`${originOf(deployment)}/accounts/${account.appid}`);
    await expect(
      operator.getByRole("heading", { name: "望江读书会" }),
    ).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await operator.waitForTimeout(1_100);
  await deployment.sandbox.control("deauthorize", { appid: account.appid });
  await expect(async () => {
    await operator.reload();
    await expect(operator.getByText("该账号已取消授权")).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  await operator
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"]);
  await operator.getByRole("button", { name: "重新授权" }).click();
  await operator.getByRole("button", { name: "生成二维码" }).click();
  const url = await copyLink(operator);
  const { context, phone } = await phoneOf(operator);
  await goToWeChat(phone, url, "韩梅梅");
  await confirmAuthorization(phone, "望江读书会");
  await expect(phone.getByRole("heading", { name: "授权成功" })).toBeVisible();
  await operator.getByRole("button", { name: "确定" }).click();
  await expect(operator.getByText("该账号已取消授权")).toHaveCount(0);
  await expect(operator.getByText("未开启")).toBeVisible();
  await context.close();
});

test("刷新列表 adds an account whose push and redirect were both lost", async ({
  operator,
  deployment,
}) => {
  const account = deployment.sandbox
    .accounts()
    .find((candidate) => candidate.name === "青禾到家");
  deployment.sandbox.setScenario({ losePushes: 1 });
  await deployment.sandbox.control("authorize", { appid: account?.appid });
  await operator.getByRole("button", { name: "刷新列表" }).click();
  await expect(operator.getByText(/新增 1 个/)).toBeVisible();
  await expect(operator.getByRole("link", { name: "青禾到家" })).toBeVisible();
});
