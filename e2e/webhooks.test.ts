import { Webhook } from "standardwebhooks";
import { connect, sample } from "../tests/harness/accounts.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "webhooks" });

test("a webhook is added, its secret is shown once, and its deliveries are signed with it", async ({
  operator,
  deployment,
  receiver,
}) => {
  await operator.goto(originOf(deployment));
  await operator.getByRole("link", { name: "Webhook" }).click();
  await expect(operator.getByText("还没有 Webhook")).toBeVisible();
  await operator.getByRole("button", { name: "新增 Webhook" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByLabel("地址").fill("https://127.0.0.1/");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText(/这个网址指向内部网络/)).toBeVisible();
  await dialog.getByLabel("地址").fill(`${receiver.origin}/hook?key=hidden`);
  await dialog.getByRole("checkbox", { name: /账号已连接/ }).check();
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("密钥只显示这一次")).toBeVisible();
  const secret = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: "我已保存" }).click();
  await expect(operator.getByText(`${receiver.origin}/hook?…`)).toBeVisible();
  await connect(deployment, sample(deployment, "云杉咖啡"));
  await expect.poll(() => receiver.asked.length).toBe(1);
  const { request, body } = receiver.asked[0] ?? {};
  expect(
    new Webhook(secret).verify(
      body ?? "",
      request?.headers as Record<string, string>,
    ),
  ).toMatchObject({ type: "account.connected" });
  await operator.getByRole("button", { name: "投递记录" }).click();
  await expect(dialog.getByText("已送达")).toBeVisible();
  await expect(
    dialog.getByText("account.connected", { exact: true }),
  ).toBeVisible();
});

test("a webhook that refuses shows why, and accepts the event when it is sent again", async ({
  operator,
  deployment,
  receiver,
}) => {
  receiver.answer.status = 503;
  await deployment.session.send("POST", "/api/v1/webhooks", {
    url: `${receiver.origin}/second`,
    description: "第二个",
  });
  await operator.goto(`${originOf(deployment)}/settings/webhooks`);
  const row = operator.getByRole("listitem").filter({ hasText: "第二个" });
  await row.getByRole("button", { name: "发送测试事件" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByText("该地址返回了 HTTP 503。")).toBeVisible();
  await expect(dialog.getByText(/下次重试/)).toBeVisible();
  receiver.answer.status = 200;
  await dialog.getByRole("button", { name: "重新投递" }).click();
  await expect(dialog.getByText("已送达")).toBeVisible();
});

test("changing a secret, disabling and removing a webhook ask for confirmation where needed", async ({
  operator,
  deployment,
  receiver,
}) => {
  await deployment.session.send("POST", "/api/v1/webhooks", {
    url: `${receiver.origin}/third`,
    description: "第三个",
  });
  await operator.goto(`${originOf(deployment)}/settings/webhooks`);
  const row = operator.getByRole("listitem").filter({ hasText: "第三个" });
  const dialog = operator.getByRole("dialog");
  await row.getByRole("button", { name: "更换密钥" }).click();
  await dialog.getByRole("button", { name: "更换密钥" }).click();
  await expect(dialog.getByText("密钥只显示这一次")).toBeVisible();
  await dialog.getByRole("button", { name: "我已保存" }).click();
  await expect(row.getByText(/旧密钥同时签名至/)).toBeVisible();
  await row.getByRole("button", { name: "停用" }).click();
  await expect(row.getByText("已停用")).toBeVisible();
  await expect(
    row.getByRole("button", { name: "发送测试事件" }),
  ).toBeDisabled();
  await row.getByRole("button", { name: "编辑" }).click();
  await dialog.getByLabel("备注").fill("第三个，改名");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row.getByText("第三个，改名")).toBeVisible();
  await expect(row.getByText("已停用")).toBeVisible();
  await row.getByRole("button", { name: "删除" }).click();
  await dialog.getByRole("button", { name: "删除" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
});

test("a member who is not an administrator sees who manages webhooks", async ({
  operator,
  deployment,
}) => {
  await deployment.sql.query("update users set role = 'operator'");
  await operator.goto(`${originOf(deployment)}/settings/webhooks`);
  await expect(operator.getByText("只有管理员可以查看")).toBeVisible();
  await expect(
    operator.getByRole("button", { name: "新增 Webhook" }),
  ).toHaveCount(0);
  await deployment.sql.query("update users set role = 'owner'");
});
