import { expect, test } from "@playwright/test";
import { createTestDatabase } from "../tests/harness/cluster.ts";
import { startConsole } from "../tests/harness/console.ts";
import { confirmAuthorization } from "./support/fixtures.ts";

test("a newcomer gets from the set-up link to a connected service account, in English", async ({
  browser,
}) => {
  const database = await createTestDatabase(
    process.env["TEST_CLUSTER_URL"] ?? "",
  );
  const console = await startConsole({
    DATABASE_URL: database.url,
    ADMIN_EMAIL: "",
    ADMIN_PASSWORD: "",
  });
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1280, height: 860 },
  });
  try {
    const page = await context.newPage();
    const setupLink =
      /http:\/\/\S+\/setup\/\S+/.exec(console.output())?.[0] ?? "";
    await page.goto(setupLink);
    await page.getByLabel("Name").fill("Mei Lin");
    await page.getByLabel("E-mail").fill("mei@example.com");
    await page.getByLabel("Password").fill("a long enough one");
    await page.getByRole("button", { name: "Create and sign in" }).click();
    await page.waitForURL("**/accounts");
    await expect(page.getByText("WeChat is simulated here")).toBeVisible();
    await expect(
      page.getByRole("heading", { name: "No accounts are authorized yet" }),
    ).toBeVisible();
    await page.getByRole("button", { name: "Authorize an account" }).click();
    await page.getByRole("button", { name: "Generate QR code" }).click();
    const [phone] = await Promise.all([
      context.waitForEvent("page"),
      page.getByRole("button", { name: "Open on the simulated phone" }).click(),
    ]);
    await phone.getByRole("link", { name: "Authorize in WeChat" }).click();
    await phone.getByRole("button", { name: "李雷" }).click();
    await confirmAuthorization(phone, "云杉咖啡");
    await expect(
      phone.getByRole("heading", { name: "Authorized" }),
    ).toBeVisible();
    await expect(
      page.getByText("The account is in the list now."),
    ).toBeVisible();
    await page.getByRole("button", { name: "OK" }).click();
    await page.getByRole("link", { name: "云杉咖啡" }).click();
    await expect(
      page.getByText("All minimum permission sets are granted"),
    ).toBeVisible();
    await expect(page.getByText("Valid", { exact: true })).toBeVisible();

    const other = await context.newPage();
    await other.goto(setupLink);
    await expect(
      other.getByText("This link has been used or has expired"),
    ).toBeVisible();
  } finally {
    await context.close();
    await console.stop();
    await database.drop();
  }
});
