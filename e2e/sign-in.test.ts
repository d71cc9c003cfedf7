import { codeOf } from "../tests/harness/authenticator-app.ts";
import {
  CLIENT,
  type OidcProvider,
  startOidcProvider,
} from "../tests/harness/oidc-provider.ts";
import { startDeployment } from "../tests/harness/deployment.ts";
import {
  expect,
  originOf,
  signInAsOwner,
  test as base,
} from "./support/fixtures.ts";
import {
  addFingerprintReader,
  recoveryCodes,
  setUpApp,
  signOut,
} from "./support/second-factor.ts";

/** With a company's own sign-in. */
const test = base.extend<object, { provider: OidcProvider }>({
  provider: [
    async ({}, use) => {
      const provider = await startOidcProvider();
      await use(provider);
      provider.close();
    },
    { scope: "worker" },
  ],
  deployment: [
    async ({ provider }, use) => {
      const deployment = await startDeployment(
        process.env["TEST_CLUSTER_URL"] ?? "",
        {
          env: {
            OIDC_ISSUER: provider.issuer,
            OIDC_CLIENT_ID: CLIENT.id,
            OIDC_CLIENT_SECRET: CLIENT.secret,
            OIDC_NAME: "Acme",
            OIDC_ROLE_CLAIM: "groups",
            OIDC_ROLES: "it:admin,boss:owner",
          },
        },
      );
      await use(deployment);
      await deployment.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});
test.use({ part: "sign-in" });

const MEI = { email: "mei@example.com", password: "a long enough one" };

test("an invited member signs in by password, then by code, passkey and recovery code", async ({
  operator,
  deployment,
  browser,
}) => {
  const origin = originOf(deployment);
  await operator.goto(`${origin}/settings/members`);
  await operator.getByRole("button", { name: "邀请成员" }).click();
  const invitation = operator.getByRole("dialog");
  await invitation.getByLabel("邮箱").fill(MEI.email);
  await invitation.getByRole("radio", { name: /管理员/ }).check();
  await invitation.getByRole("button", { name: "生成邀请链接" }).click();
  const link = await invitation.locator("code").first().innerText();

  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await addFingerprintReader(page);
  await page.goto(link);
  await page.getByLabel("姓名").fill("林梅");
  await page.getByLabel("密码").fill(MEI.password);
  await page.getByRole("button", { name: "加入并登录" }).click();
  await page.waitForURL("**/accounts");

  await page.getByRole("link", { name: "现在设置" }).click();
  await page.waitForURL("**/settings/security");
  await page.getByRole("button", { name: "设置验证器" }).click();
  const dialog = page.getByRole("dialog");
  const secret = await setUpApp(page, dialog);
  const codes = await recoveryCodes(dialog);
  await dialog.getByRole("button", { name: "我已保存" }).click();
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  await dialog.getByLabel("名称").fill("办公电脑");
  await dialog.getByRole("button", { name: "继续" }).click();
  await expect(page.getByText("办公电脑")).toBeVisible();

  const enterPassword = async () => {
    await page.getByLabel("邮箱").fill(MEI.email);
    await page.getByLabel("密码").fill(MEI.password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.waitForURL("**/sign-in/second-factor?**");
  };
  await signOut(page);
  // The code that confirmed the app is spent; half a minute later there is another one.
  await deployment.sql.query("update totp_factors set last_step = 0");
  await enterPassword();
  await page.getByLabel("验证码").fill(codeOf(secret));
  await page.getByRole("button", { name: "验证", exact: true }).click();
  await page.waitForURL("**/accounts");

  await signOut(page);
  await page.getByRole("button", { name: "使用通行密钥" }).click();
  await page.waitForURL("**/accounts");

  await signOut(page);
  await enterPassword();
  await page.getByRole("button", { name: "使用恢复码" }).click();
  await page.getByLabel("恢复码").fill(codes[0] ?? "");
  await page.getByRole("button", { name: "验证", exact: true }).click();
  await page.waitForURL("**/accounts");
  await context.close();
});

test("a member signs in by single sign-on, with the role that it grants", async ({
  page,
  provider,
  deployment,
}) => {
  provider.person = {
    sub: "lan",
    name: "蓝天",
    email: "lan@example.com",
    email_verified: true,
    groups: ["it"],
  };
  await page.goto(`${originOf(deployment)}/permissions`);
  await page.getByRole("button", { name: "通过 Acme 登录" }).click();
  await page.waitForURL("**/permissions");
  await expect(page.getByText("管理员 · lan@example.com")).toBeVisible();
  // What further proofs there are is the provider's matter.
  await expect(page.getByText("现在设置")).toHaveCount(0);

  provider.person = {
    ...provider.person,
    sub: "nobody",
    email: "no@example.com",
    groups: [],
  };
  await signOut(page);
  await page.getByRole("button", { name: "通过 Acme 登录" }).click();
  await expect(page.getByText("您还没有使用令牌的权限")).toBeVisible();
});

test("a member who signed in by single sign-on proves their identity by it again", async ({
  page,
  provider,
  deployment,
}) => {
  const origin = originOf(deployment);
  await signInAsOwner(page, origin);
  provider.person = {
    sub: "boss",
    name: "老板",
    email: "boss@example.com",
    email_verified: true,
    groups: ["boss"],
  };
  await signOut(page);
  await page.getByRole("button", { name: "通过 Acme 登录" }).click();
  await page.waitForURL("**/accounts");
  await deployment.sql.query(
    "update sessions set authenticated_at = now() - interval '1 hour'",
  );
  await page.goto(`${origin}/settings/members`);
  const invite = async () => {
    await page.getByRole("button", { name: "邀请成员" }).click();
    await page.getByRole("dialog").getByLabel("邮箱").fill("li@example.com");
    await page.getByRole("button", { name: "生成邀请链接" }).click();
  };
  await invite();
  const proof = page.getByRole("dialog", { name: "请再次确认身份" });
  const back = page.waitForEvent("load");
  const leave = proof.getByRole("button", { name: "通过 Acme 登录" });
  await expect(leave).toBeVisible();
  await expect(proof.getByLabel("您的密码")).toHaveCount(0);
  await leave.click();
  // The address is the same before and after.
  await back;
  await page.waitForURL("**/settings/members");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(provider.asked.at(-1)?.get("prompt")).toBe("login");
  await invite();
  await expect(page.getByText("链接只显示这一次")).toBeVisible();
});
