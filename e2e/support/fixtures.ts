import {
  test as base,
  type BrowserContext,
  expect,
  type Page,
} from "@playwright/test";
import { owner } from "../../tests/harness/console.ts";
import {
  type OtherServer,
  startOtherServer,
} from "../../tests/harness/other-server.ts";
import {
  startDeployment,
  type Deployment,
} from "../../tests/harness/deployment.ts";

interface Fixtures {
  /** The console's page, signed in as the owner. */
  operator: Page;
}

/** One deployment with the simulated WeChat for each file of tests. */
export const test = base.extend<
  Fixtures,
  { part: string; receiver: OtherServer; deployment: Deployment }
>({
  part: ["", { option: true, scope: "worker" }],
  /** The customer's own system, which the console may reach although it is private. */
  receiver: [
    async ({}, use) => {
      const receiver = await startOtherServer();
      await use(receiver);
      receiver.close();
    },
    { scope: "worker" },
  ],
  deployment: [
    async ({ part, receiver }, use) => {
      if (part === "")
        throw new Error(
          "each file names its part, so that it gets a deployment of its own",
        );
      const deployment = await startDeployment(
        process.env["TEST_CLUSTER_URL"] ?? "",
        {
          env: { OUTBOUND_ALLOW: receiver.place },
        },
      );
      await use(deployment);
      await deployment.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  operator: async ({ page, deployment }, use) => {
    await signInAsOwner(page, originOf(deployment));
    await use(page);
  },
});
export { expect };

export const originOf = (deployment: Deployment) =>
  deployment.consoles[0]?.origin ?? "";

export async function signInAsOwner(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("邮箱").fill(owner.email);
  await page.getByLabel("密码").fill(owner.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL("**/accounts");
}

/** Presses 授权账号 and makes a link. @returns the link's address, copied out of the dialog */
export async function makeLink(
  page: Page,
  kind = "公众号或小程序",
): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "授权账号" }).click();
  await page.getByRole("radio", { name: kind }).check();
  await page.getByRole("button", { name: "生成二维码" }).click();
  return copyLink(page);
}

export async function copyLink(page: Page): Promise<string> {
  // Before it says so, the clipboard may still hold the link of another test; and it says so for two seconds only.
  await expect(async () => {
    await page
      .getByRole("button", { name: "复制链接" })
      .click({ timeout: 2_000 });
    await expect(page.getByRole("button", { name: "已复制" })).toBeVisible({
      timeout: 1_500,
    });
  }).toPass();
  return page.evaluate(() => navigator.clipboard.readText());
}

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: "zh-CN",
  timezoneId: "Asia/Shanghai",
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.60",
};

/** The admin's phone, in WeChat's own browser. */
export async function phoneOf(
  page: Page,
): Promise<{ context: BrowserContext; phone: Page }> {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  const context = await browser.newContext(PHONE);
  return { context, phone: await context.newPage() };
}

/** Opens a link on the phone and continues to WeChat as one of its sample users. */
export async function goToWeChat(
  phone: Page,
  url: string,
  person: string,
): Promise<void> {
  await phone.goto(url);
  await phone.getByRole("link", { name: "前往微信授权" }).click();
  await phone.getByRole("button", { name: person }).click();
}

/** Chooses an account and confirms with all its sets but those named. */
export async function confirmAuthorization(
  phone: Page,
  account: string,
  without: string[] = [],
): Promise<void> {
  await phone
    .getByRole("radio", { name: new RegExp(`^${account}\\s`) })
    .check();
  await phone.getByRole("button", { name: "下一步" }).click();
  for (const name of without)
    await phone.getByRole("checkbox", { name, exact: true }).uncheck();
  await phone.getByRole("button", { name: "确认授权" }).click();
}
