import type { Locator, Page } from "@playwright/test";
import { codeOf } from "../../tests/harness/authenticator-app.ts";
import { expect } from "./fixtures.ts";

/** A fingerprint reader that says yes. */
export async function addFingerprintReader(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.waitForURL("**/sign-in");
}

/** Scans the code and shows what the app says. @returns the app's secret */
export async function setUpApp(
  page: Page,
  place: Page | Locator,
): Promise<string> {
  await expect(
    place.getByRole("img", { name: "验证器应用的二维码" }),
  ).toBeVisible();
  const secret = (await place.locator("code").innerText()).replaceAll(" ", "");
  await place.getByLabel("验证码").fill(codeOf(secret));
  await page.getByRole("button", { name: "启用", exact: true }).click();
  return secret;
}

export async function recoveryCodes(place: Page | Locator): Promise<string[]> {
  const list = place.getByRole("list", { name: "恢复码" });
  await expect(list.getByRole("listitem")).toHaveCount(10);
  return list.locator("code").allInnerTexts();
}
