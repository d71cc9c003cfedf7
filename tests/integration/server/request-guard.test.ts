import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, sample } from "../../harness/accounts.ts";
import { addresses } from "../../harness/addresses.ts";
import { ask, askInBytes, type RawAnswer } from "../../harness/ask.ts";
import { type Console, startConsole } from "../../harness/console.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
let origin: string;
let appid: string;
/** The same console behind TLS. */
let secure: Console;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  origin = deployment.consoles[0]?.origin ?? "";
  appid = await connect(deployment, sample(deployment, "云杉咖啡"));
  secure = await startConsole({
    ...deployment.env,
    PUBLIC_URL: "https://console.example",
  });
});
afterAll(async () => {
  await secure.stop();
  await deployment.close();
});

const cookie = () => ({ cookie: deployment.session.cookie });
const html = { accept: "text/html" };

/** What is missing or wrong in the headers of an answer. */
function faults({ status, headers }: RawAnswer): string[] {
  const policy = String(headers["content-security-policy"]);
  const checks: Record<string, boolean> = {
    "content-security-policy":
      policy.startsWith("default-src 'none'") &&
      policy.includes("frame-ancestors 'none'") &&
      policy.includes("base-uri 'none'") &&
      !policy.includes("unsafe"),
    "x-content-type-options": headers["x-content-type-options"] === "nosniff",
    "x-frame-options": headers["x-frame-options"] === "DENY",
    "cross-origin-opener-policy":
      headers["cross-origin-opener-policy"] === "same-origin",
    "cross-origin-resource-policy":
      headers["cross-origin-resource-policy"] === "same-origin",
    "permissions-policy":
      headers["permissions-policy"]?.includes("camera=()") ?? false,
    "referrer-policy": /^(?:no-referrer|origin)$/.test(
      headers["referrer-policy"] as string,
    ),
    "cache-control": headers["cache-control"] !== undefined,
    "x-powered-by": headers["x-powered-by"] === undefined,
    server: headers.server === undefined,
  };
  return Object.entries(checks)
    .filter(([, fine]) => !fine)
    .map(([name]) => `${status}: ${name}`);
}

describe("the security headers of every answer", () => {
  const names = (name: string) => (name === "appid" ? appid : "none");

  test("each address has them with each method, for a visitor and for the owner", async () => {
    const wrong: string[] = [];
    for (const { path, methods } of addresses(names))
      for (const method of [...methods, "OPTIONS", "PATCH"])
        for (const headers of [html, { ...html, ...cookie() }]) {
          const body = ["GET", "HEAD", "OPTIONS"].includes(method)
            ? undefined
            : "[]";
          const answer = await ask(origin, path, {
            method,
            headers: { "content-type": "application/json", ...headers },
            ...(body === undefined ? {} : { body }),
          });
          wrong.push(
            ...faults(answer).map((fault) => `${method} ${path} ${fault}`),
          );
          if (!path.startsWith("/icon") && !noStore(answer))
            wrong.push(`${method} ${path} ${answer.status}: may be kept`);
        }
    expect(wrong).toEqual([]);
  });

  const noStore = ({ headers }: RawAnswer) =>
    /private/.test(String(headers["cache-control"])) &&
    /no-store/.test(String(headers["cache-control"]));

  test("files, rejections of every kind, and unparsable requests have them", async () => {
    const page = await ask(origin, "/sign-in", { headers: html });
    const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0] ?? "";
    const answers: [number, Promise<RawAnswer>][] = [
      [200, ask(origin, script)],
      [404, ask(origin, "/_next/static/none.js")],
      [404, ask(origin, "/nowhere", { headers: html })],
      [404, ask(origin, "/nowhere")],
      [404, ask(origin, "/api/nowhere")],
      [307, ask(origin, "/accounts", { headers: html })],
      [400, ask(origin, "/accounts/../x")],
      [403, ask(origin, "/accounts", { headers: { rsc: "1" } })],
      [405, ask(origin, "/accounts", { method: "POST", body: "x" })],
      [405, ask(origin, "/accounts", { method: "PROPFIND" })],
      [
        413,
        ask(origin, "/api/v1/setup", {
          method: "POST",
          body: "x".repeat(70_000),
        }),
      ],
      [414, ask(origin, `/accounts?q=${"x".repeat(9_000)}`)],
      [417, ask(origin, "/", { headers: { expect: "a miracle" } })],
      [421, ask(origin, "/", { headers: { host: "evil.example" } })],
      [405, askInBytes(origin, "FOO / HTTP/1.1\r\nhost: localhost\r\n\r\n")],
      [405, askInBytes(origin, "CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n")],
      [400, askInBytes(origin, "GET / GARBAGE/1.1\r\n\r\n")],
      [400, askInBytes(origin, "GET / HTTP/1.1\r\n\r\n")],
      [
        400,
        askInBytes(
          origin,
          "POST /api/v1/setup HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n",
        ),
      ],
      [
        431,
        askInBytes(
          origin,
          `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(40_000)}\r\n\r\n`,
        ),
      ],
    ];
    for (const [status, asked] of answers) {
      const answer = await asked;
      expect(answer.status, answer.text.slice(0, 200)).toBe(status);
      expect(faults(answer)).toEqual([]);
    }
  });

  test("HSTS is sent behind TLS", async () => {
    const asked = { headers: { ...html, host: "console.example" } };
    for (const path of ["/sign-in", "/api/v1/accounts", "/nowhere"])
      expect(
        (await ask(secure.origin, path, asked)).headers[
          "strict-transport-security"
        ],
      ).toMatch(/^max-age=\d{8}/);
  });

  test("each page has a new nonce, which all of its scripts carry", async () => {
    const nonces = new Set<string>();
    for (const path of ["/sign-in", "/accounts", `/accounts/${appid}`, "/x"]) {
      const { text, headers } = await ask(origin, path, {
        headers: { ...html, ...cookie() },
      });
      const nonce = /'nonce-([^']+)' 'strict-dynamic'/.exec(
        String(headers["content-security-policy"]),
      )?.[1];
      expect(nonce, path).toBeDefined();
      nonces.add(nonce ?? "");
      if (text === "") continue;
      const scripts = text.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const script of scripts)
        expect(script).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(4);
  });

  test("a client cannot choose the nonce", async () => {
    const { text } = await ask(origin, "/sign-in", {
      headers: {
        ...html,
        "content-security-policy": "script-src 'nonce-PlantedNonce'",
        "content-security-policy-report-only":
          "script-src 'nonce-PlantedNonce'",
      },
    });
    expect(text).not.toContain("PlantedNonce");
  });

  test("only the page behind the QR code sends WeChat a referrer", async () => {
    const policy = async (path: string) =>
      (await ask(origin, path, { headers: html })).headers["referrer-policy"];
    expect(await policy("/authorize/none")).toBe("origin");
    expect(await policy("/sign-in")).toBe("no-referrer");
    expect(await policy("/api/v1/accounts")).toBe("no-referrer");
  });
});

describe("hosts", () => {
  test("an unknown host is rejected at every address", async () => {
    for (const host of ["evil.example", "localhost.evil.example", "10.0.0.9"])
      for (const path of ["/", "/sign-in", "/api/v1/accounts", "/icon.svg"])
        expect((await ask(origin, path, { headers: { host } })).status).toBe(
          421,
        );
    const wrong = {
      headers: { host: "evil.example", "x-forwarded-host": "console.example" },
    };
    expect((await ask(secure.origin, "/sign-in", wrong)).status).toBe(421);
  });

  test("WeChat's addresses have no other host either", async () => {
    const answer = await ask(
      origin,
      `/api/wechat/components/${deployment.component.appid}/events`,
      { method: "POST", headers: { host: "evil.example" }, body: "<xml/>" },
    );
    expect(answer.status).toBe(421);
  });

  test("load balancers and Prometheus may use an IP address", async () => {
    for (const path of ["/api/health/live", "/api/health/ready", "/metrics"])
      expect(
        (await ask(origin, path, { headers: { host: "10.0.0.9" } })).status,
      ).toBe(200);
  });

  test("the names of this machine are accepted", async () => {
    const { port } = new URL(origin);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, "[::1]:80"])
      expect(
        (await ask(origin, "/sign-in", { headers: { ...html, host } })).status,
      ).toBe(200);
  });
});

describe("methods", () => {
  test("a wrong method gets 405 with the allowed ones", async () => {
    const asked = await ask(origin, `/api/v1/accounts/${appid}/enable`, {
      headers: cookie(),
    });
    expect([asked.status, asked.headers.allow]).toEqual([405, "OPTIONS, POST"]);
    expect(JSON.parse(asked.text)).toMatchObject({
      code: "method_not_allowed",
      status: 405,
      requestId: expect.stringMatching(/^[\w-]{36}$/) as unknown,
    });
    for (const method of ["TRACE", "PROPFIND", "PATCH", "DELETE", "PUT"]) {
      const answer = await ask(origin, "/accounts", { method });
      expect(answer.headers.allow, method).toBe("GET, HEAD, OPTIONS");
    }
  });

  test("OPTIONS lists the methods and allows no other origin", async () => {
    const { status, headers } = await ask(origin, "/api/v1/accounts", {
      method: "OPTIONS",
      headers: {
        ...cookie(),
        origin: "https://evil.example",
        "access-control-request-method": "GET",
      },
    });
    expect([status, headers.allow]).toEqual([204, "GET, HEAD, OPTIONS"]);
    expect(
      Object.keys(headers).filter((name) => name.startsWith("access-control")),
    ).toEqual([]);
  });

  test("no header changes the method", async () => {
    for (const name of [
      "x-http-method-override",
      "x-http-method",
      "x-method-override",
    ])
      expect(
        (
          await ask(origin, `/api/v1/accounts/${appid}`, {
            method: "POST",
            headers: { ...cookie(), [name]: "DELETE" },
            body: "{}",
          })
        ).status,
      ).toBe(405);
  });
});

describe("bodies", () => {
  const send = (path: string, bytes: number, pieces?: number) =>
    ask(origin, path, {
      method: "POST",
      headers: { ...cookie(), "content-type": "application/json" },
      body: "x".repeat(bytes),
      ...(pieces === undefined ? {} : { pieces }),
    });

  test("a large body is rejected by its length, or by its bytes if it declares none", async () => {
    for (const path of ["/api/v1/setup", "/api/auth/callback/credentials"]) {
      expect((await send(path, 64 * 1024 + 1)).status, path).toBe(413);
      expect((await send(path, 16 * 1024, 5)).status, path).toBe(413);
    }
    expect((await send("/api/v1/user-properties/import", 70_000)).status).toBe(
      400,
    );
    expect(
      (await send("/api/v1/user-properties/import", 1024 * 1024 + 1)).status,
    ).toBe(413);
  });

  test("a body is rejected where none is allowed", async () => {
    for (const path of ["/sign-in", "/api/v1/accounts"])
      expect((await ask(origin, path, { body: "x" })).status).toBe(413);
  });

  test("a body in many pieces arrives complete", async () => {
    const { status, text } = await ask(origin, "/api/v1/user-properties", {
      method: "POST",
      headers: { ...cookie(), "content-type": "application/json" },
      body: " ".repeat(9_000),
      pieces: 3,
    });
    // White space is no JSON, so all of it has been read.
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { code: "json_invalid" },
    ]);
    const body = JSON.stringify({
      name: "in_pieces",
      displayName: "分段",
      type: "text",
    });
    const made = await ask(origin, "/api/v1/user-properties", {
      method: "POST",
      headers: { ...cookie(), "content-type": "application/json" },
      body,
      pieces: 1,
    });
    expect(made.status).toBe(201);
  });

  test("a body that does not arrive times out", async () => {
    const begun = performance.now();
    const answer = await askInBytes(
      origin,
      `POST /api/v1/setup HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
    );
    expect(answer.status).toBe(408);
    expect(faults(answer)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(14_000);
  });
});

describe("Next.js's own protocol", () => {
  const flight = (headers: Record<string, string>, query = "?_rsc=1abc") =>
    ask(origin, `/accounts${query}`, { headers: { rsc: "1", ...headers } });
  const own = () => ({ ...cookie(), "sec-fetch-site": "same-origin" });

  test("a signed-in member's page loads the next one by a flight", async () => {
    // Next.js wants a word in the address that goes with the headers, and tells which.
    const first = await flight(own());
    const answer = await flight(
      own(),
      new URL(first.headers.location ?? "", origin).search,
    );
    expect([answer.status, answer.headers["content-type"]]).toEqual([
      200,
      "text/x-component",
    ]);
    expect(answer.text).toContain("云杉咖啡");
    expect(answer.headers["cache-control"]).toMatch(/private.*no-store/);
    expect(faults(answer)).toEqual([]);
  });

  test("every other flight is rejected", async () => {
    for (const headers of [
      {},
      { "sec-fetch-site": "same-origin" },
      cookie(),
      { ...cookie(), "sec-fetch-site": "cross-site" },
      { ...own(), "next-action": "7f" },
    ])
      expect((await flight(headers as Record<string, string>)).status).toBe(
        403,
      );
  });

  test("a made-up session is sent to the sign-in and sees nothing", async () => {
    for (const tree of [
      "",
      encodeURIComponent(
        JSON.stringify([
          "",
          {
            children: [
              "(console)",
              { children: ["accounts", { children: ["__PAGE__", {}] }] },
            ],
          },
          null,
          "refetch",
        ]),
      ),
    ]) {
      const headers = {
        "sec-fetch-site": "same-origin",
        cookie: "next-auth.session-token=made-up",
        ...(tree === "" ? {} : { "next-router-state-tree": tree }),
      };
      const first = await flight(headers);
      const answer = await flight(
        headers,
        new URL(first.headers.location ?? "", origin).search,
      );
      expect(answer.headers["content-type"]).toBe("text/x-component");
      expect(answer.text).toContain("NEXT_REDIRECT");
      expect(answer.text).not.toContain("云杉");
      expect(answer.text).not.toContain("owner@example.com");
    }
  });
});

describe("reports of broken policies", () => {
  const report = (directive: string) =>
    ask(origin, "/api/csp-reports", {
      method: "POST",
      headers: { "content-type": "application/csp-report" },
      body: JSON.stringify({
        "csp-report": {
          "document-uri": `${origin}/authorize/secret-of-a-link?x=1`,
          "blocked-uri": "https://evil.example/x.js?k=1",
          "effective-directive": directive,
        },
      }),
    });
  const lines = () =>
    (deployment.consoles[0]?.output() ?? "")
      .split("\n")
      .filter((line) => line.includes("what its policy forbids"));

  test("a report is one log line without secrets, up to a limit", async () => {
    expect((await report("img-src\nforged line")).status).toBe(200);
    await eventually(() => lines().length === 1);
    expect(JSON.parse(lines()[0] ?? "")).toMatchObject({
      page: "/authorize",
      blocked: "https://evil.example",
    });
    expect(deployment.consoles[0]?.output()).not.toContain("secret-of-a-link");
    for (let time = 0; time < 60; time += 1) await report("img-src");
    expect(lines().length).toBeLessThan(45);
  });

  test("a report of another shape or size is dropped", async () => {
    // The lines of the previous test are written by then.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = lines().length;
    for (const body of ["", "x", "{}", "[]", "x".repeat(100_000)])
      expect(
        (await ask(origin, "/api/csp-reports", { method: "POST", body }))
          .status,
      ).toBe(200);
    expect(lines()).toHaveLength(before);
  });
});
