import type { Page } from "@playwright/test";
import { connect, sample } from "../tests/harness/accounts.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "searching" });

test.beforeAll(async ({ deployment }) => {
  await connect(deployment, sample(deployment, "云杉咖啡"));
  await connect(deployment, sample(deployment, "青禾农场"));
  await connect(deployment, sample(deployment, "云杉咖啡点单"));
});

/** Longer than a search waits before it goes into the address. */
const LATE_MS = 1_500;

/** As a slow line does; without it a page is there before a late search could take one back from it. */
async function slow(page: Page, address: RegExp): Promise<void> {
  await page.route(address, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    await route.continue();
  });
}

test("a click during a search opens its target in the catalogue", async ({
  operator,
  deployment,
}) => {
  await slow(operator, /\/permissions\/8\b/);
  await operator.goto(`${originOf(deployment)}/permissions`);
  await operator.getByRole("searchbox").fill("message/template/send");
  await operator.getByRole("link", { name: "群发与通知" }).click();
  await expect(
    operator.getByRole("heading", { name: "群发与通知", level: 1 }),
  ).toBeVisible();
  await operator.goBack();
  await expect(operator.getByRole("searchbox")).toHaveValue(
    "message/template/send",
  );
  await expect(operator.getByText("共 1 项权限集")).toBeVisible();
});

test("a click during a search opens its target in the list of accounts", async ({
  operator,
  deployment,
}) => {
  const appid = sample(deployment, "云杉咖啡");
  await slow(operator, new RegExp(`/accounts/${appid}\\b`));
  await operator.goto(`${originOf(deployment)}/accounts`);
  const link = operator.getByRole("link", { name: "云杉咖啡", exact: true });
  await expect(link).toBeVisible();
  await operator.getByRole("searchbox").fill("云杉");
  await link.click();
  await expect(
    operator.getByRole("heading", { name: "云杉咖啡", level: 1 }),
  ).toBeVisible();
});

test("a filter chosen during a search is added to it", async ({
  operator,
  deployment,
}) => {
  await slow(operator, /\/accounts\?/);
  await operator.goto(`${originOf(deployment)}/accounts`);
  await operator.getByRole("searchbox").fill("云杉");
  await operator.getByLabel("账号类型").selectOption("小程序");
  await operator.waitForURL(
    (address) =>
      address.searchParams.get("q") === "云杉" &&
      address.searchParams.get("kind") === "mini_program",
  );
  await expect(
    operator.getByRole("link", { name: "云杉咖啡点单", exact: true }),
  ).toBeVisible();
  await expect(
    operator.getByRole("link", { name: "青禾农场", exact: true }),
  ).toHaveCount(0);
});

test("the navigation clears a search and its words", async ({
  operator,
  deployment,
}) => {
  await operator.goto(`${originOf(deployment)}/accounts`);
  const search = operator.getByRole("searchbox");
  await search.fill("云杉");
  await operator.waitForURL("**/accounts?q=*");
  await expect(
    operator.getByRole("link", { name: "青禾农场", exact: true }),
  ).toHaveCount(0);
  await operator
    .getByRole("navigation")
    .getByRole("link", { name: "授权账号", exact: true })
    .click();
  await expect(
    operator.getByRole("link", { name: "青禾农场", exact: true }),
  ).toBeVisible();
  await expect(search).toHaveValue("");
});
