import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "./index.ts";
import { appSecretOf } from "./api/stable-token.ts";
import { templates } from "./api/subscribe-messages.ts";
import type { AccountPushResult } from "./pushes/account-push.ts";

let sandbox: Sandbox;
let appid: string;
/** What came to the account's own URL; a GET is answered with its echostr. */
const received: { method: string; url: URL; body: string }[] = [];
const receiver = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString("utf8");
    received.push({ method: request.method ?? "", url, body });
    response.end(url.searchParams.get("echostr") ?? "success");
  });
});
let receiverOrigin: string;
beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, "localhost", done));
  receiverOrigin = `http://localhost:${(receiver.address() as AddressInfo).port}`;
  sandbox = await startSandbox({
    component: {
      appid: "wxc",
      secret: "s",
      token: "t",
      aesKey: "A".repeat(43),
    },
    port: 0,
    ticketSeconds: 0,
    eventsUrl: `${receiverOrigin}/events`,
    messagesUrl: `${receiverOrigin}/messages/$APPID$`,
    launchHost: "localhost",
  });
  appid =
    sandbox.accounts().find(({ type }) => type === "mini_program")?.appid ?? "";
});
afterAll(async () => {
  await sandbox.close();
  receiver.close();
});

const post = async (path: string, body: object) => {
  const response = await fetch(`${sandbox.origin}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return response.text();
};
const stable = async (force_refresh = false) =>
  JSON.parse(
    await post("/cgi-bin/stable_token", {
      grant_type: "client_credential",
      appid,
      secret: appSecretOf(appid),
      force_refresh,
    }),
  ) as { access_token: string; expires_in: number };
const send = async (change: object) =>
  post(
    `/cgi-bin/message/subscribe/send?access_token=${(await stable()).access_token}`,
    {
      touser: "oUser",
      template_id: templates[0]?.priTmplId,
      data: {
        character_string1: { value: "A102" },
        thing2: { value: "西湖店" },
      },
      ...change,
    },
  );

describe("an account's own access", () => {
  test("the stable token stays the same, and can be forced once in half a minute", async () => {
    const first = await stable();
    expect(first.expires_in).toBe(7200);
    expect((await stable()).access_token).toBe(first.access_token);
    expect((await stable(true)).access_token).toBe(first.access_token);
  });

  test("a wrong secret is refused", async () => {
    expect(
      await post("/cgi-bin/stable_token", { appid, secret: "0".repeat(32) }),
    ).toContain('"errcode":40125');
  });

  test("subscribe messages get ids beyond 2^53, and a wrong one is explained", async () => {
    expect(await send({})).toMatch(/"msgid":17\d{17}\D/);
    for (const [change, code] of [
      [{ touser: "x" }, 40003],
      [{ template_id: "no" }, 40037],
      [{ touser: "o_refused_1" }, 43101],
      [{ page: "nowhere" }, 41030],
      [{ data: { thing2: { value: "x".repeat(21) } } }, 47003],
    ] as const)
      expect(await send(change)).toContain(`"errcode":${code}`);
  });
});

describe("an account's own push", () => {
  const setting = { token: "tok", aesKey: "A".repeat(43), mode: "safe" };

  test("a push URL is checked by an echo before it is saved", async () => {
    received.length = 0;
    expect(
      await sandbox.control("push-setting", {
        appid,
        url: `${receiverOrigin}/own`,
        format: "json",
        ...setting,
      }),
    ).toEqual({ passed: true });
    expect(received[0]?.method).toBe("GET");
    expect(
      await sandbox.control("push-setting", {
        appid,
        url: "http://localhost:1/none",
        format: "json",
        ...setting,
      }),
    ).toEqual({ passed: false });
  });

  test("a push reports a message that was sent", async () => {
    received.length = 0;
    await send({});
    await expect.poll(() => received.length).toBe(1);
    expect(received[0]?.url.searchParams.get("msg_signature")).toMatch(
      /^[0-9a-f]{40}$/,
    );
    expect(Object.keys(JSON.parse(received[0]?.body ?? "") as object)).toEqual([
      "ToUserName",
      "Encrypt",
    ]);
  });

  test("a push is plain, encrypted or both by its mode, and a forwarder drops the query", async () => {
    for (const mode of ["plain", "compatible", "safe"] as const) {
      const { request } = (await sandbox.control("own-event", {
        appid,
        event: "subscribe_msg_change_event",
        openid: "o-fan-1",
        entries: [{ TemplateId: "t", SubscribeStatusString: "reject" }],
        manner: { mode, forwarder: "bom" },
      })) as AccountPushResult;
      expect(request.url).toBe(`${receiverOrigin}/own`);
      expect(request.body.includes("o-fan-1")).toBe(mode !== "safe");
      expect(request.body.includes("Encrypt")).toBe(mode !== "plain");
    }
  });
});
