import { openLink } from "../tests/harness/visitor.ts";
import type { Deployment } from "../tests/harness/deployment.ts";
import {
  arrangeAccounts,
  choose,
  faultsOf,
  overflowOf,
} from "./support/accessibility.ts";
import { expect, originOf, signInAsOwner, test } from "./support/fixtures.ts";

test.use({ part: "accessibility" });

/** Every page in each of its states, by address. */
interface Places {
  forAll: string[];
  signedIn: string[];
}

async function newLink(
  deployment: Deployment,
  body: object,
): Promise<{ token: string; url: string }> {
  return (
    await deployment.session.send<{ token: string; url: string }>(
      "POST",
      "/api/v1/authorization-links",
      body,
    )
  ).body;
}

/** The pages of an invitation and of a new password, and what is listed of them. */
async function passedLinks(deployment: Deployment): Promise<string[]> {
  const post = async (path: string, body: object) =>
    (await deployment.session.send<{ url: string }>("POST", path, body)).body
      .url;
  const { body } = await deployment.session.get<{ items: { id: string }[] }>(
    "/api/v1/members",
  );
  const urls = [
    await post("/api/v1/members/invitations", {
      email: "mei@example.com",
      role: "admin",
    }),
    await post(`/api/v1/members/${body.items[0]?.id ?? ""}/reset-link`, {}),
  ];
  return urls.map((url) => new URL(url).pathname);
}

/** Arranges accounts, links and properties so that each state of each page has an address. */
async function arrange(deployment: Deployment): Promise<Places> {
  const { named, service, program, gone } = await arrangeAccounts(deployment);
  const { body } = await deployment.session.send<{ id: string }>(
    "POST",
    "/api/v1/user-properties",
    { name: "openid_used", displayName: "服务号 OpenID", type: "text" },
  );
  await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${program}/openid-property`,
    { propertyId: body.id },
  );
  const [waiting, expired, revoked, done, failed] = await Promise.all([
    newLink(deployment, { kind: "any", label: "给市场部" }),
    newLink(deployment, { kind: "any", label: "expired" }),
    newLink(deployment, { kind: "any", label: "revoked" }),
    newLink(deployment, { kind: "any", label: "done" }),
    newLink(deployment, { kind: "account", appid: service }),
  ]);
  await deployment.sql.query(
    "update authorization_links set expires_at = now() where label = 'expired'",
  );
  await deployment.session.send(
    "DELETE",
    `/api/v1/authorization-links/${revoked.token}`,
  );
  await (
    await openLink(done.url)
  ).authorize(deployment.sandbox, named("青禾农场"));
  await (
    await openLink(failed.url)
  ).authorize(deployment.sandbox, named("鹿鸣旅行"));
  const path = (url: string) => new URL(url).pathname;
  return {
    forAll: [
      "/sign-in",
      "/sign-in?error=other",
      "/setup/over",
      "/invite/over",
      "/reset/over",
      ...(await passedLinks(deployment)),
      "/authorize/unknown",
      path(waiting.url),
      "/guides/bind?type=official_account",
      "/guides/deauthorize?type=mini_program",
      `${path(waiting.url)}?client=wechat`,
      ...[expired, revoked, done, failed].map(({ url }) => path(url)),
    ],
    signedIn: [
      "/accounts",
      "/accounts?q=nothing-has-this-name",
      `/accounts/${service}`,
      `/accounts/${program}`,
      `/accounts/${gone}`,
      `/accounts/${program}/receipts`,
      "/authorization-links",
      "/events",
      "/events?q=nothing-has-this-name",
      "/permissions",
      "/permissions?q=nothing-has-this-name",
      ...[7, 40, 54, 143, 161].map((id) => `/permissions/${id}`),
      "/permissions/matrix",
      "/permissions/matrix?type=mini_program",
      "/guidance",
      "/settings/user-properties",
      "/settings/user-properties?q=nothing-has-this-name",
      "/settings/platform",
      "/settings/webhooks",
      "/settings/members",
      "/settings/account",
      "/settings/retention",
      "/audit",
      "/audit?q=nothing-has-this-name",
      "/settings/api-keys",
      "/settings/api",
      "/settings/security",
      "/status",
      "/no-such-page",
    ],
  };
}

test("every page passes the accessibility check in both languages, both themes and two sizes", async ({
  deployment,
  browser,
}) => {
  test.setTimeout(400_000);
  const origin = originOf(deployment);
  const places = await arrange(deployment);
  const [visitor, operator] = await Promise.all([
    browser.newContext(),
    browser.newContext(),
  ]);
  const signedIn = await operator.newPage();
  await signInAsOwner(signedIn, origin);
  const faults: string[] = [];
  // Axe looks at each language, theme and width; how long the words are, at each language together with each width.
  for (const [locale, theme, width, otherWidth] of [
    ["zh-CN", "light", 1280, 360],
    ["en", "dark", 360, 1280],
  ] as const) {
    for (const [context, page, paths] of [
      [visitor, await visitor.newPage(), places.forAll],
      [operator, signedIn, places.signedIn],
    ] as const) {
      await choose(context, origin, locale, theme);
      for (const path of paths) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(origin + path);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        faults.push(
          ...(await faultsOf(page, `${locale} ${theme} ${width} ${path}`)),
        );
        await page.setViewportSize({ width: otherWidth, height: 800 });
        faults.push(
          ...(await overflowOf(page, `${locale} ${otherWidth} ${path}`)),
        );
      }
    }
  }
  expect(faults).toEqual([]);
  await Promise.all([visitor.close(), operator.close()]);
});
