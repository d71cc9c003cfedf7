import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { enabled, sample, view } from "../../harness/accounts.ts";
import { addresses } from "../../harness/addresses.ts";
import { ask } from "../../harness/ask.ts";
import { checksums, quiet } from "../../harness/checksums.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

const ELSEWHERE = "https://evil.example";
const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";

/** What another site's page can make a browser send, old browsers and new ones. */
const ATTACKS: {
  name: string;
  type: string;
  headers: Record<string, string>;
}[] = [
  {
    name: "a form",
    type: FORM,
    headers: {
      origin: ELSEWHERE,
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    },
  },
  { name: "an old browser's form", type: FORM, headers: { origin: ELSEWHERE } },
  {
    name: "a form of a page without an origin",
    type: "multipart/form-data; boundary=x",
    headers: { origin: "null" },
  },
  {
    name: "JSON that says it is text",
    type: "text/plain",
    headers: { origin: ELSEWHERE, "sec-fetch-site": "cross-site" },
  },
  {
    name: "a beacon",
    type: "text/plain",
    headers: {
      origin: "null",
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "no-cors",
    },
  },
  {
    name: "JSON without an origin",
    type: JSON_TYPE,
    headers: { "sec-fetch-site": "cross-site" },
  },
  {
    name: "a sister's page",
    type: JSON_TYPE,
    headers: { "sec-fetch-site": "same-site" },
  },
  {
    name: "another program on this machine",
    type: JSON_TYPE,
    headers: { origin: "http://localhost:1", "sec-fetch-site": "same-site" },
  },
];

let deployment: Deployment;
let origin: string;
let appid: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  origin = deployment.consoles[0]?.origin ?? "";
  appid = await enabled(deployment, sample(deployment, "云杉咖啡"));
  const made = await deployment.session.send<{ id: string }>(
    "POST",
    "/api/v1/webhooks",
    { url: "https://hook.example/", events: [] },
  );
  ids["id"] = made.body.id;
  const link = await deployment.session.send<{ token: string }>(
    "POST",
    "/api/v1/authorization-links",
    { kind: "any" },
  );
  ids["token"] = link.body.token;
  await deployment.sql.query("update account_tokens set renew_at = null");
});
afterAll(() => deployment.close());

/** A body that each address would take, as far as it needs one. */
const bodies: Record<string, unknown> = {
  "/api/v1/webhooks": { url: "https://evil.example/", events: [] },
  "/api/v1/authorization-links": { kind: "any" },
  "/api/v1/user-properties": {
    name: "planted",
    displayName: "planted",
    type: "text",
  },
  "/api/v1/accounts/[appid]/openid-property": { propertyId: null },
  "/api/v1/accounts/[appid]": { confirmName: "云杉咖啡" },
};

/** When a person was last here, and what was refused. */
const EXCEPT = {
  sessions: ["last_seen_at"],
  audit_log: ["*"],
  audit_seals: ["*"],
  audit_unsealed: ["*"],
};

describe("a change that another site's page sends with our cookie", () => {
  const changing = () =>
    addresses((name) =>
      name === "appid" ? appid : (ids[name] ?? "none"),
    ).flatMap(({ path, pattern, methods }) =>
      methods
        .filter((method) => !["GET", "HEAD"].includes(method))
        // What WeChat and browsers send by themselves is known by its signature, or changes nothing.
        .filter(() => !/^\/api\/(?:wechat|csp-reports)/.test(pattern))
        .map((method) => ({ path, pattern, method })),
    );

  test("every change is refused, however it is sent", async () => {
    await quiet(deployment.sql);
    const begun = new Date();
    const before = await checksums(deployment.sql, EXCEPT);
    const taken: string[] = [];
    for (const { path, pattern, method } of changing())
      for (const { name, type, headers } of ATTACKS) {
        const { status } = await ask(origin, path, {
          method,
          headers: {
            cookie: deployment.session.cookie,
            "content-type": type,
            ...headers,
          },
          body: JSON.stringify(bodies[pattern] ?? {}),
        });
        if (status !== 403) taken.push(`${status} ${name}: ${method} ${path}`);
      }
    expect(changing().length).toBeGreaterThan(30);
    expect(taken).toEqual([]);
    expect(await checksums(deployment.sql, EXCEPT)).toEqual(before);
    const { rows } = await deployment.sql.query<{ refused: boolean }>(
      `select distinct action = 'request.refused' and after->>'code' = 'foreign_origin' as refused
       from audit_log where at > $1`,
      [begun],
    );
    expect(rows).toEqual([{ refused: true }]);
  });

  test("a request without browser headers must be JSON to be a change", async () => {
    for (const type of [FORM, "text/plain", "multipart/form-data; boundary=x"])
      for (const { path, method } of changing().filter(({ pattern }) =>
        pattern.startsWith("/api/v1/"),
      )) {
        const { status } = await ask(origin, path, {
          method,
          headers: { cookie: deployment.session.cookie, "content-type": type },
          body: JSON.stringify({ a: 1 }),
        });
        // A DELETE that takes no body does not look at one, and no form can send it.
        if (method !== "DELETE")
          expect(status, `${method} ${path} ${type}`).toBeGreaterThanOrEqual(
            400,
          );
      }
    expect((await view(deployment, appid)).status).toBe("enabled");
  });

  test("negative control: the same request from our page is a change", async () => {
    const { status } = await ask(origin, `/api/v1/accounts/${appid}/disable`, {
      method: "POST",
      headers: {
        cookie: deployment.session.cookie,
        "content-type": JSON_TYPE,
        origin,
        "sec-fetch-site": "same-origin",
      },
      body: "{}",
    });
    expect(status).toBe(200);
    expect((await view(deployment, appid)).status).toBe("disabled");
  });
});

describe("another site's page", () => {
  const cross = { "sec-fetch-site": "cross-site" };

  test("no page and no answer of ours can be shown or loaded", async () => {
    for (const path of ["/sign-in", "/api/v1/accounts", "/icon.svg"])
      for (const headers of [
        { ...cross, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
        { ...cross, "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
        { ...cross, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
      ])
        expect((await ask(origin, path, { headers })).status, path).toBe(403);
  });

  test("a link from another site opens a page, as WeChat's does", async () => {
    const headers = {
      ...cross,
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
      accept: "text/html",
    };
    expect((await ask(origin, "/sign-in", { headers })).status).toBe(200);
  });
});
