import { expect, test } from "@playwright/test";
import { createTestDatabase } from "../tests/harness/cluster.ts";
import { type Console, startConsole } from "../tests/harness/console.ts";
import { copyLink, signInAsOwner } from "./support/fixtures.ts";

// One scenario in three tests: each continues where the previous one ended.
test.describe.configure({ mode: "serial" });

let console: Console;
let drop: () => Promise<void>;
test.beforeAll(async () => {
  const database = await createTestDatabase(
    process.env["TEST_CLUSTER_URL"] ?? "",
  );
  drop = database.drop;
  console = await startConsole({ DATABASE_URL: database.url, SANDBOX: "off" });
});
test.afterAll(async () => {
  await console.stop();
  await drop();
});

test("the platform is set up from the empty list, and its secrets cannot be read again", async ({
  page,
}) => {
  await signInAsOwner(page, console.origin);
  await expect(
    page.getByRole("heading", { name: "先配置第三方平台" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "授权账号" })).toHaveCount(0);
  await page.getByRole("link", { name: "去配置" }).click();
  await expect(page.getByText("保存 AppID 后显示").first()).toBeVisible();
  await page.getByLabel("AppID").fill("wx1234567890abcdef");
  await page.getByLabel("平台名称").fill("云杉数字");
  await page.getByLabel("AppSecret").fill("0123456789abcdef0123456789abcdef");
  await page.getByLabel("消息校验 Token").fill("mytoken");
  await page.getByLabel("消息加解密 Key").fill("too short");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(
    page.getByText("EncodingAESKey 为 43 个字母或数字。"),
  ).toBeVisible();
  await expect(page.getByLabel("AppID")).toHaveValue("wx1234567890abcdef");
  await page
    .getByLabel("消息加解密 Key")
    .fill("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(
    page.getByText(
      `${console.origin}/api/wechat/components/wx1234567890abcdef/events`,
    ),
  ).toBeVisible();
  await expect(page.getByText("尚未收到", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("已设置 ••••••••")).toHaveCount(3);
  expect(await page.content()).not.toContain(
    "0123456789abcdef0123456789abcdef",
  );
});

test("a rotated key shows until when the old one decrypts, and other secrets stay", async ({
  page,
}) => {
  await signInAsOwner(page, console.origin);
  await page.goto(`${console.origin}/settings/platform`);
  await page.getByRole("button", { name: "替换 消息加解密 Key" }).click();
  await page
    .getByLabel("消息加解密 Key")
    .fill("GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(
    page.getByText("正在更换 EncodingAESKey，旧的仍可解密，直到"),
  ).toBeVisible();
});

test("the page behind the QR code explains that it cannot work without a ticket", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAsOwner(page, console.origin);
  await expect(page.getByText("还没有收到微信的 ticket")).toBeVisible();
  await page.getByRole("button", { name: "授权账号" }).click();
  await page.getByRole("button", { name: "生成二维码" }).click();
  const url = await copyLink(page);
  const visitor = await context.newPage();
  await visitor.goto(url);
  await expect(visitor.getByText("「云杉数字」请您授权")).toBeVisible();
  await expect(visitor.getByText("暂时不能打开微信的授权页面")).toBeVisible();
  await expect(visitor.getByRole("link", { name: "重试" })).toBeVisible();
});
