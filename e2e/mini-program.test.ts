import type { Page } from "@playwright/test";
import { connect, sample, view } from "../tests/harness/accounts.ts";
import { eventually, type Deployment } from "../tests/harness/deployment.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "mini-program" });

const press = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).click();

async function open(page: Page, deployment: Deployment): Promise<string> {
  const appid = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  await page.goto(`${originOf(deployment)}/accounts/${appid}`);
  await expect(
    page.getByRole("heading", { name: "小程序账号配置" }),
  ).toBeVisible();
  return appid;
}
async function secretOf(
  deployment: Deployment,
  appid: string,
): Promise<string> {
  const { appSecret } = (await deployment.sandbox.control("app-secret", {
    appid,
  })) as { appSecret: string };
  return appSecret;
}
const card = (page: Page, name: "发送配置" | "回执配置") =>
  page.getByRole("region", { name });

test("an AppSecret is saved when its test passes, and a wrong one only after confirmation", async ({
  operator,
  deployment,
}) => {
  const appid = await open(operator, deployment);
  const send = card(operator, "发送配置");
  await expect(send.getByText("未设置")).toBeVisible();
  await send.getByText("AppSecret", { exact: true }).click();
  const secret = send.getByLabel("AppSecret", { exact: true }).last();
  await secret.fill("short");
  await press(operator, "保存发送配置");
  await expect(send.getByText("AppSecret 为 32 个字母或数字。")).toBeVisible();
  await secret.fill("0".repeat(32));
  await press(operator, "保存发送配置");
  await expect(send.getByText("测试没有通过，配置还没有保存。")).toBeVisible();
  await expect(send.getByRole("button", { name: "仍然保存" })).toBeVisible();
  await secret.fill(await secretOf(deployment, appid));
  await press(operator, "测试");
  await expect(
    send.getByText("微信确认：这个 token 属于本小程序。"),
  ).toBeVisible();
  await expect(send.getByText("未设置")).toBeVisible();
  await press(operator, "保存发送配置");
  await expect(send.getByText("已保存。")).toBeVisible();
  await expect(send.getByText(/AppSecret · 测试通过于/)).toBeVisible();
  await expect(secret).toHaveValue("");
  const token = await deployment.session.get<{ source: string }>(
    `/api/v1/accounts/${appid}/access-token`,
  );
  expect(token.body.source).toBe("app_secret");
});

test("a forbidden URL and invalid headers are reported beside their fields", async ({
  operator,
  deployment,
}) => {
  await open(operator, deployment);
  const send = card(operator, "发送配置");
  await send.getByText("Access Token URL", { exact: true }).click();
  await send.getByLabel("Access Token 地址").fill("https://127.0.0.1/token");
  await send.getByLabel("请求头").fill("no colon");
  await press(operator, "测试");
  await expect(send.getByText("每行写成「名称: 内容」。")).toBeVisible();
  await send.getByLabel("请求头").fill("Authorization: Bearer x");
  await press(operator, "测试");
  await expect(send.getByText(/这个网址指向内部网络/)).toBeVisible();
  await expect(send.getByLabel("Access Token 地址")).toHaveValue(
    "https://127.0.0.1/token",
  );
});

for (const [mode, label] of [
  ["plain", "明文模式"],
  ["compatible", "兼容模式"],
  ["safe", "安全模式（推荐）"],
] as const)
  test(`receipts are set up in ${label}, and the line turns green after WeChat's check`, async ({
    operator,
    deployment,
  }) => {
    const appid = await open(operator, deployment);
    const receipt = card(operator, "回执配置");
    const url = await receipt.getByLabel("回执地址").inputValue();
    await receipt.getByText(label, { exact: true }).click();
    await receipt.getByRole("button", { name: "随机生成" }).first().click();
    await receipt.getByRole("button", { name: "随机生成" }).last().click();
    const [token, aesKey] = [
      await receipt.getByLabel("Token", { exact: true }).inputValue(),
      await receipt.getByLabel("EncodingAESKey").inputValue(),
    ];
    await press(operator, "保存回执配置");
    await expect(receipt.getByText("已保存。")).toBeVisible();
    await expect(receipt.getByLabel("EncodingAESKey")).toHaveValue("");
    const setting = { appid, url, aesKey, mode, format: "json" };
    await deployment.sandbox.control("push-setting", {
      ...setting,
      token: "another1",
    });
    await expect(
      receipt.getByText("微信的校验没有通过：Token 与微信后台不一致。"),
    ).toBeVisible();
    expect(
      await deployment.sandbox.control("push-setting", { ...setting, token }),
    ).toEqual({ passed: true });
    await expect(receipt.getByText("微信的校验已通过")).toBeVisible();
    await expect(
      receipt.getByText("微信的校验没有通过：Token 与微信后台不一致。"),
    ).toHaveCount(0);
  });

test("a test message shows WeChat's refusal, or its receipt in the list and in the chart", async ({
  operator,
  deployment,
}) => {
  const appid = await open(operator, deployment);
  const path = `/api/v1/accounts/${appid}/mini-program-config`;
  const push = { token: "abc123", mode: "plain", format: "xml" };
  const saved = await deployment.session.send<{ receipt: { url: string } }>(
    "PUT",
    path,
    {
      send: {
        mode: "app_secret",
        appSecret: await secretOf(deployment, appid),
      },
      receipt: { ...push, source: "wechat" },
    },
  );
  await deployment.sandbox.control("push-setting", {
    appid,
    url: saved.body.receipt.url,
    ...push,
  });
  await operator.reload();
  const card = operator.getByRole("region", { name: "试发一条" });
  await press(operator, "选择模板");
  await card.getByLabel("模板").selectOption("取餐提醒");
  await card.getByLabel("接收人的 OpenID").fill("o_refused_1");
  await card.getByLabel("取餐码").fill("A102");
  await card.getByLabel("门店").fill("云杉咖啡西湖店");
  await press(operator, "发送");
  await expect(card.getByText(/用户拒收/)).toBeVisible();
  await card.getByLabel("接收人的 OpenID").fill("oFan1");
  await press(operator, "发送");
  await expect(card.getByText("回执：已送达")).toBeVisible();
  await operator.getByRole("link", { name: "查看回执" }).click();
  await expect(operator.getByText("oFan1").first()).toBeVisible();
  await expect(operator.getByText("送达 1").first()).toBeVisible();
  await deployment.sandbox.control("own-event", {
    appid,
    event: "subscribe_msg_sent_event",
    openid: "oFan2",
    entries: [
      {
        TemplateId: "t2",
        MsgID: "1700000000000000001",
        ErrorCode: "43101",
        ErrorStatus: "failed",
      },
    ],
  });
  await expect(operator.getByText("oFan2").first()).toBeVisible();
  await expect(operator.getByText("失败 1").first()).toBeVisible();
  await operator.getByLabel("结果", { exact: true }).selectOption("bad");
  await expect(operator.getByText("oFan1")).toHaveCount(0);
  const [download] = await Promise.all([
    operator.waitForEvent("download"),
    operator.getByRole("link", { name: "导出 CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("receipts.csv");
});

test("changing the receipt address and removing the configuration ask for confirmation", async ({
  operator,
  deployment,
}) => {
  const appid = await open(operator, deployment);
  await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${appid}/mini-program-config`,
    {
      send: {
        mode: "app_secret",
        appSecret: await secretOf(deployment, appid),
      },
    },
  );
  await operator.reload();
  const receipt = card(operator, "回执配置");
  const before = await receipt.getByLabel("回执地址").inputValue();
  await press(operator, "更换地址");
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: "更换地址" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(receipt.getByLabel("回执地址")).not.toHaveValue(before);
  await expect(receipt.getByText(/旧地址有效至/)).toBeVisible();
  await press(operator, "移除");
  await dialog.getByRole("button", { name: "移除" }).click();
  await expect(card(operator, "发送配置").getByText("未设置")).toBeVisible();
  await eventually(async () =>
    JSON.stringify((await view(deployment, appid)).scenes).includes(
      "send_config",
    ),
  );
});

test("a viewer sees the status, but neither the address nor a form", async ({
  operator,
  deployment,
}) => {
  const appid = await open(operator, deployment);
  await deployment.sql.query("update users set role = 'viewer'");
  await operator.reload();
  await expect(card(operator, "回执配置")).toBeVisible();
  await expect(operator.getByLabel("回执地址")).toHaveCount(0);
  await expect(
    operator.getByRole("button", { name: "保存发送配置" }),
  ).toHaveCount(0);
  await operator.goto(`${originOf(deployment)}/accounts/${appid}/receipts`);
  await expect(
    operator.getByRole("heading", { name: "订阅消息回执" }),
  ).toBeVisible();
  await deployment.sql.query("update users set role = 'owner'");
});
