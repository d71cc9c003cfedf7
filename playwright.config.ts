import { defineConfig } from "@playwright/test";
import { browserOptions } from "./e2e/support/browser.ts";

export default defineConfig({
  testDir: "e2e",
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
  globalSetup: "./e2e/support/global-setup.ts",
  use: {
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 860 },
    launchOptions: await browserOptions(),
  },
});
