import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { eventually, type Deployment } from "../../tests/harness/deployment.ts";
import { nextSecond } from "../../tests/harness/waits.ts";

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** An Official Account that lacks sets, a Mini Program, and one whose authorization has ended. */
export async function arrangeAccounts(deployment: Deployment) {
  const named = (name: string) =>
    deployment.sandbox.accounts().find((account) => account.name === name)
      ?.appid ?? "";
  const [service, program, gone] = [
    named("云杉咖啡"),
    named("云杉咖啡点单"),
    named("城南夜话"),
  ];
  await deployment.sandbox.control("authorize", {
    appid: service,
    sets: [1, 2, 24],
  });
  await deployment.sandbox.control("authorize", { appid: program });
  await deployment.sandbox.control("authorize", { appid: gone });
  const known = async (appid: string) =>
    (
      await deployment.session.get<{ status: string }>(
        `/api/v1/accounts/${appid}`,
      )
    ).body.status;
  await eventually(
    async () =>
      (await known(gone)) === "disabled" &&
      (await known(program)) === "disabled",
  );
  await nextSecond();
  await deployment.sandbox.control("deauthorize", { appid: gone });
  await eventually(async () => (await known(gone)) === "deauthorized");
  await deployment.sql.query(
    "update inbox set state = 'failed', attempts = 8, error_key = '61004' where appid = $1 and name = 'authorized'",
    [gone],
  );
  return { named, service, program, gone };
}

/** The faults that axe finds on a page in its current state, and whether it is too wide. */
export async function faultsOf(page: Page, place: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(STANDARD)
    // Spares a page for each look; only frames of other origins would need it.
    .setLegacyMode()
    .analyze();
  const faults = violations.map(
    ({ id, nodes }) =>
      `${place}: ${id} ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).join(" | ")}`,
  );
  return [...faults, ...(await overflowOf(page, place))];
}

/** Whether one must scroll a page sideways. */
export async function overflowOf(page: Page, place: string): Promise<string[]> {
  const overflow = await page.evaluate(
    () => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth,
  );
  return overflow > 0
    ? [`${place}: wider than the screen by ${overflow} px`]
    : [];
}

/** Sets language and theme, as a person's own choice does. */
export async function choose(
  context: BrowserContext,
  origin: string,
  locale: string,
  theme: string,
): Promise<void> {
  await context.addCookies([
    { name: "NEXT_LOCALE", value: locale, url: origin },
    { name: "theme", value: theme, url: origin },
  ]);
}
