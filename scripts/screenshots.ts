import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { browserOptions } from "../e2e/support/browser.ts";
import { startCluster } from "../tests/harness/cluster.ts";
import { connect, enabled, sample } from "../tests/harness/accounts.ts";
import { owner } from "../tests/harness/console.ts";
import { startDeployment } from "../tests/harness/deployment.ts";
import { buildIfNeeded } from "./build.ts";

const folder = join(import.meta.dirname, "..", "docs", "screenshots");
const READY = ["云杉咖啡点单", "望江书局"];
const LACKING_SETS = ["青禾农场"];
const NEWEST = "云杉咖啡";

/** Makes the pictures of the README from a console with sample accounts. */
async function main(): Promise<void> {
  await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
  const cluster = await startCluster();
  const deployment = await startDeployment(cluster.url);
  const browser = await chromium.launch(await browserOptions());
  try {
    for (const name of READY)
      await enabled(deployment, sample(deployment, name));
    for (const name of LACKING_SETS)
      await connect(deployment, sample(deployment, name), [1, 2, 3, 8, 15]);
    await enabled(deployment, sample(deployment, NEWEST));
    const page = await browser.newPage({
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      viewport: { width: 1280, height: 720 },
      colorScheme: "light",
    });
    await page.goto(`${deployment.consoles[0]?.origin ?? ""}/sign-in`);
    await page.getByLabel("邮箱").fill(owner.email);
    await page.getByLabel("密码").fill(owner.password);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("link", { name: NEWEST, exact: true }).waitFor();
    mkdirSync(folder, { recursive: true });
    const take = (name: string) =>
      page.screenshot({ path: join(folder, `${name}.png`) });
    await take("accounts");
    await page.getByRole("button", { name: "授权账号" }).click();
    await page.getByRole("button", { name: "生成二维码" }).click();
    await page.getByRole("dialog").locator("canvas").waitFor();
    await take("connect");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: NEWEST, exact: true }).click();
    await page.getByRole("heading", { name: NEWEST }).waitFor();
    await take("account");
  } finally {
    await browser.close();
    await deployment.close();
    await cluster.stop();
  }
}

await main();
process.disconnect?.();
