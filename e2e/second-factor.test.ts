import type { Page } from "@playwright/test";
import { codeOf } from "../tests/harness/authenticator-app.ts";
import { owner } from "../tests/harness/console.ts";
import type { Deployment } from "../tests/harness/deployment.ts";
import { faultsOf } from "./support/accessibility.ts";
import { expect, originOf, signInAsOwner, test } from "./support/fixtures.ts";
import {
  addFingerprintReader,
  recoveryCodes,
  setUpApp,
  signOut,
} from "./support/second-factor.ts";

test.use({ part: "second-factor" });

async function enterPassword(
  page: Page,
  deployment: Deployment,
): Promise<void> {
  await page.goto(`${originOf(deployment)}/sign-in`);
  await page.getByLabel("邮箱").fill(owner.email);
  await page.getByLabel("密码").fill(owner.password);
  await page.getByRole("button", { name: "登录" }).click();
}

/** Resets the guesses counted and the codes used. */
const forget = (deployment: Deployment) =>
  deployment.sql.query(
    "delete from sign_in_attempts; update totp_factors set last_step = 0",
  );

test.beforeEach(({ deployment }) =>
  deployment.sql.query(
    "delete from totp_factors; delete from passkeys; delete from recovery_codes; update users set created_at = now(); update security_settings set second_factor_required_since = now()",
  ),
);

test("an owner sets up an app and a passkey, and signs in with each and by recovery code", async ({
  operator,
  deployment,
}) => {
  await addFingerprintReader(operator);
  await operator.getByRole("link", { name: "现在设置" }).click();
  await operator.waitForURL("**/settings/security");
  await expect(operator.getByText("还有 7 天")).toBeVisible();
  await operator.getByRole("button", { name: "设置验证器" }).click();
  const dialog = operator.getByRole("dialog");
  const secret = await setUpApp(operator, dialog);
  const codes = await recoveryCodes(dialog);
  await dialog.getByRole("button", { name: "我已保存" }).click();
  await expect(operator.getByText("剩余 10 个")).toBeVisible();

  await operator.getByRole("button", { name: "添加通行密钥" }).click();
  await dialog.getByLabel("名称").fill("办公电脑");
  await dialog.getByRole("button", { name: "继续" }).click();
  await expect(operator.getByText("办公电脑")).toBeVisible();
  await expect(dialog).toHaveCount(0);

  await signOut(operator);
  await forget(deployment);
  await enterPassword(operator, deployment);
  await operator.waitForURL("**/sign-in/second-factor?**");
  await operator.getByLabel("验证码").fill("000000");
  await operator.getByRole("button", { name: "验证", exact: true }).click();
  await expect(operator.getByText("没有通过验证")).toBeVisible();
  await operator.getByLabel("验证码").fill(codeOf(secret));
  await operator.getByRole("button", { name: "验证", exact: true }).click();
  await operator.waitForURL("**/accounts");
  await expect(operator.getByText("现在设置")).toHaveCount(0);

  await signOut(operator);
  await operator.getByRole("button", { name: "使用通行密钥" }).click();
  await operator.waitForURL("**/accounts");

  await signOut(operator);
  await enterPassword(operator, deployment);
  await operator.waitForURL("**/sign-in/second-factor?**");
  await operator.getByRole("button", { name: "使用通行密钥" }).click();
  await operator.waitForURL("**/accounts");

  await signOut(operator);
  await enterPassword(operator, deployment);
  await operator.waitForURL("**/sign-in/second-factor?**");
  await operator.getByRole("button", { name: "使用恢复码" }).click();
  await operator.getByLabel("恢复码").fill(codes[0] ?? "");
  await operator.getByRole("button", { name: "验证", exact: true }).click();
  await operator.waitForURL("**/accounts");
  await operator.goto(`${originOf(deployment)}/settings/security`);
  await expect(operator.getByText("剩余 9 个")).toBeVisible();
});

test("an owner without a second factor sets one up after the deadline and continues", async ({
  page,
  deployment,
}) => {
  await deployment.sql.query(
    "update users set created_at = now() - interval '8 days'; update security_settings set second_factor_required_since = now() - interval '8 days'",
  );
  await page.goto(`${originOf(deployment)}/permissions`);
  await page.getByLabel("邮箱").fill(owner.email);
  await page.getByLabel("密码").fill(owner.password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.waitForURL("**/sign-in/enrol?**");
  await page.goto(`${originOf(deployment)}/accounts`);
  await page.waitForURL("**/sign-in/enrol?**");
  await page.getByRole("button", { name: "使用验证器应用" }).click();
  await setUpApp(page, page);
  await recoveryCodes(page);
  await page.getByRole("button", { name: "我已保存，进入控制台" }).click();
  await page.waitForURL("**/accounts");
});

test("a critical action asks for a proof, by password or by passkey, after a long session", async ({
  operator,
  deployment,
}) => {
  await addFingerprintReader(operator);
  const longAgo = () =>
    deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '1 hour'",
    );
  await operator.goto(`${originOf(deployment)}/settings/security`);
  await longAgo();
  await operator.getByRole("button", { name: "添加通行密钥" }).click();
  await operator.getByLabel("名称").fill("手机");
  await operator.getByRole("button", { name: "继续" }).click();
  const proof = operator.getByRole("dialog", { name: "请再次确认身份" });
  await proof.getByLabel("您的密码").fill("wrong password");
  await proof.getByRole("button", { name: "确认" }).click();
  await expect(proof.getByText("密码不正确")).toBeVisible();
  await proof.getByLabel("您的密码").fill(owner.password);
  await proof.getByRole("button", { name: "确认" }).click();
  await recoveryCodes(operator.getByRole("dialog"));
  await operator.getByRole("button", { name: "我已保存" }).click();
  await longAgo();
  await operator.getByRole("button", { name: "重新生成" }).click();
  await operator
    .getByRole("dialog")
    .getByRole("button", { name: "重新生成" })
    .click();
  await proof.getByRole("button", { name: "改用通行密钥" }).click();
  await recoveryCodes(operator.getByRole("dialog", { name: "恢复码" }));
});

test("a member without a password is asked for a passkey, or shown what to do without one", async ({
  operator,
  deployment,
}) => {
  await addFingerprintReader(operator);
  const addPasskey = async (name: string) => {
    await operator.goto(`${originOf(deployment)}/settings/security`);
    await operator.getByRole("button", { name: "添加通行密钥" }).click();
    await operator.getByLabel("名称").fill(name);
    await operator.getByRole("button", { name: "继续" }).click();
  };
  await addPasskey("手机");
  await recoveryCodes(operator.getByRole("dialog"));
  const { rows } = await deployment.sql.query<{ hash: string }>(
    "select password_hash as hash from users where email = $1",
    [owner.email],
  );
  const setHash = (hash: string | null | undefined) =>
    deployment.sql.query(
      "update users set password_hash = $2 where email = $1",
      [owner.email, hash],
    );
  await setHash(null);
  try {
    await deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '1 hour'",
    );
    const proof = operator.getByRole("dialog", { name: "请再次确认身份" });
    await addPasskey("平板");
    await expect(
      proof.getByRole("button", { name: "使用通行密钥" }),
    ).toBeVisible();
    await expect(proof.getByLabel("您的密码")).toHaveCount(0);
    await expect(proof.getByRole("button", { name: "确认" })).toHaveCount(0);
    await deployment.sql.query("delete from passkeys");
    await addPasskey("平板");
    await expect(proof.getByText(/请让所有者给您/)).toBeVisible();
  } finally {
    await setHash(rows[0]?.hash);
  }
});

for (const [locale, theme, width, words] of [
  [
    "zh-CN",
    "light",
    1280,
    { app: "设置验证器", code: "验证码", on: "启用", kept: "我已保存" },
  ],
  [
    "en",
    "dark",
    360,
    {
      app: "Set up an app",
      code: "Code",
      on: "Turn on",
      kept: "I have saved them",
    },
  ],
] as const)
  test(`every sign-in page passes the accessibility check (${locale}, ${theme}, ${width})`, async ({
    page,
    deployment,
  }) => {
    const origin = originOf(deployment);
    await signInAsOwner(page, origin);
    await addFingerprintReader(page);
    await page.context().addCookies([
      { name: "NEXT_LOCALE", value: locale, url: origin },
      { name: "theme", value: theme, url: origin },
    ]);
    await page.setViewportSize({ width, height: 800 });
    const faults: string[] = [];
    const look = async (place: string) =>
      faults.push(...(await faultsOf(page, place)));

    await page.goto(`${origin}/settings/security`);
    await look("security");
    await page.getByRole("button", { name: words.app }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("img")).toBeVisible();
    await look("app");
    const secret = (await dialog.locator("code").innerText()).replaceAll(
      " ",
      "",
    );
    await dialog
      .getByRole("textbox", { name: words.code })
      .fill(codeOf(secret));
    await dialog.getByRole("button", { name: words.on, exact: true }).click();
    await expect(dialog.getByRole("listitem")).toHaveCount(10);
    await look("recovery codes");
    await dialog.getByRole("button", { name: words.kept }).click();
    await look("security, in use");

    await deployment.sql.query("update sessions set second_factor_at = null");
    await page.goto(`${origin}/accounts`);
    await page.waitForURL("**/sign-in/second-factor?**");
    await look("second factor");
    await deployment.sql.query(
      "delete from totp_factors; update users set created_at = now() - interval '8 days'; update security_settings set second_factor_required_since = now() - interval '8 days'",
    );
    await page.goto(`${origin}/accounts`);
    await page.waitForURL("**/sign-in/enrol?**");
    await look("enrol");
    expect(faults).toEqual([]);
  });
