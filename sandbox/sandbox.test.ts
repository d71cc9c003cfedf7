import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { type Sandbox, startSandbox } from "./index.ts";

const component = {
  appid: "wx00000000000000aa",
  secret: "s3cret",
  token: "token",
  aesKey: "A".repeat(43),
};
let receiver: Server;
let received: string[] = [];
let sandbox: Sandbox;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    received.push(request.url ?? "");
    request.resume().on("end", () => response.end("success"));
  });
  await new Promise<void>((done) => receiver.listen(0, "localhost", done));
  const origin = `http://localhost:${(receiver.address() as AddressInfo).port}`;
  sandbox = await startSandbox({
    component,
    port: 0,
    ticketSeconds: 0,
    eventsUrl: `${origin}/events`,
    messagesUrl: `${origin}/messages/$APPID$`,
    launchHost: "console.example",
  });
});
afterAll(async () => {
  await sandbox.close();
  receiver.close();
});
beforeEach(async () => {
  await sandbox.control("reset");
  received = [];
});

interface Answer {
  errcode?: number;
  errmsg?: string;
  [field: string]: unknown;
}

async function call(
  name: string,
  body: object | string,
  token?: string,
): Promise<Answer> {
  const query =
    token === undefined
      ? ""
      : `?component_access_token=${encodeURIComponent(token)}`;
  const path = name.startsWith("/") ? name : `/cgi-bin/component/${name}`;
  const answer = await fetch(
    sandbox.origin +
      path +
      query.replace(
        "component_access_token",
        name.startsWith("/") ? "access_token" : "component_access_token",
      ),
    {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    },
  );
  return (await answer.json()) as Answer;
}

const credentials = {
  component_appid: component.appid,
  component_appsecret: component.secret,
};
async function componentToken(): Promise<string> {
  await sandbox.control("ticket");
  const answer = await call("api_component_token", {
    ...credentials,
    component_verify_ticket: sandbox.newestTicket(),
  });
  return String(answer["component_access_token"]);
}
const own = { component_appid: component.appid };
const first = () => sandbox.accounts()[0]?.appid ?? "";

describe("tokens and their errors", () => {
  test("a component token takes the right AppID, secret and ticket", async () => {
    expect(
      (
        await call("api_component_token", {
          ...credentials,
          component_verify_ticket: "x",
        })
      ).errcode,
    ).toBe(61006);
    expect(
      (
        await call("api_component_token", {
          ...credentials,
          component_appsecret: "no",
        })
      ).errcode,
    ).toBe(40125);
    expect(
      (
        await call("api_component_token", {
          ...credentials,
          component_appid: "no",
        })
      ).errcode,
    ).toBe(40013);
    expect(await componentToken()).toMatch(/^\d\d_/);
  });

  test("a missing, unknown, expired or wrong kind of token each has its own error", async () => {
    const token = await componentToken();
    expect((await call("api_create_preauthcode", own)).errcode).toBe(41001);
    expect((await call("api_create_preauthcode", own, "unknown")).errcode).toBe(
      40001,
    );
    const { authCode } = (await sandbox.control("authorize", {
      appid: first(),
    })) as { authCode: string };
    const { authorization_info } = (await call(
      "api_query_auth",
      { ...own, authorization_code: authCode },
      token,
    )) as { authorization_info: { authorizer_access_token: string } };
    expect(
      (
        await call(
          "api_create_preauthcode",
          own,
          authorization_info.authorizer_access_token,
        )
      ).errcode,
    ).toBe(61014);
    expect((await call("/cgi-bin/menu/get", {}, token)).errcode).toBe(61015);
    expect(
      (
        await call(
          "/cgi-bin/menu/get",
          {},
          authorization_info.authorizer_access_token,
        )
      ).errcode,
    ).toBeUndefined();
    await sandbox.control("expire-tokens");
    expect((await call("api_create_preauthcode", own, token)).errcode).toBe(
      42001,
    );
  });

  test("method, body and address are checked", async () => {
    const token = await componentToken();
    expect((await call("api_create_preauthcode", "", token)).errcode).toBe(
      44002,
    );
    expect((await call("api_create_preauthcode", "{", token)).errcode).toBe(
      47001,
    );
    expect(
      (
        (await (
          await fetch(`${sandbox.origin}/cgi-bin/component/api_query_auth`)
        ).json()) as Answer
      ).errcode,
    ).toBe(43002);
    sandbox.setScenario({ whitelist: [] });
    const refused = await call("api_create_preauthcode", own, token);
    expect([refused.errcode, refused.errmsg]).toEqual([
      61004,
      expect.stringMatching(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
    ]);
  });
});

describe("an authorization", () => {
  test("an authorization code is valid once, and a refresh token until the next authorization", async () => {
    const token = await componentToken();
    const { authCode } = (await sandbox.control("authorize", {
      appid: first(),
    })) as { authCode: string };
    const { authorization_info: info } = (await call(
      "api_query_auth",
      { ...own, authorization_code: authCode },
      token,
    )) as { authorization_info: { authorizer_refresh_token: string } };
    expect(
      (
        await call(
          "api_query_auth",
          { ...own, authorization_code: authCode },
          token,
        )
      ).errcode,
    ).toBe(61010);
    expect(
      (
        await call(
          "api_query_auth",
          { ...own, authorization_code: "preauthcode@@@x" },
          token,
        )
      ).errcode,
    ).toBe(61009);
    const refresh = {
      ...own,
      authorizer_appid: first(),
      authorizer_refresh_token: info.authorizer_refresh_token,
    };
    expect(
      (await call("api_authorizer_token", refresh, token))["expires_in"],
    ).toBe(7200);
    await sandbox.control("authorize", { appid: first() });
    expect((await call("api_authorizer_token", refresh, token)).errcode).toBe(
      61023,
    );
    await sandbox.control("deauthorize", { appid: first() });
    expect((await call("api_authorizer_token", refresh, token)).errcode).toBe(
      61003,
    );
    expect(
      (
        await call(
          "api_get_authorizer_list",
          { ...own, offset: 0, count: 501 },
          token,
        )
      ).errcode,
    ).toBe(40170);
    expect(
      await call(
        "api_get_authorizer_list",
        { ...own, offset: 0, count: 500 },
        token,
      ),
    ).toMatchObject({ total_count: 0 });
  });

  test("the granted sets open their paths and no others, as far as the account has the ability", async () => {
    const token = await componentToken();
    const tokenOf = async (appid: string, sets: number[]) => {
      const { authCode } = (await sandbox.control("authorize", {
        appid,
        sets,
      })) as { authCode: string };
      const answer = (await call(
        "api_query_auth",
        { ...own, authorization_code: authCode },
        token,
      )) as { authorization_info: { authorizer_access_token: string } };
      return answer.authorization_info.authorizer_access_token;
    };
    const message = { touser: "o", msgtype: "text", text: { content: "hi" } };
    expect(
      (
        await call(
          "/cgi-bin/message/custom/send",
          message,
          await tokenOf(first(), [2]),
        )
      ).errcode,
    ).toBe(61007);
    expect(
      (
        await call(
          "/cgi-bin/message/custom/send",
          message,
          await tokenOf(first(), [1]),
        )
      ).errcode,
    ).toBe(0);
    const unverified =
      sandbox.accounts().find((account) => account.name === "青禾农场")
        ?.appid ?? "";
    expect(
      (
        await call(
          "/cgi-bin/message/custom/send",
          message,
          await tokenOf(unverified, [1]),
        )
      ).errcode,
    ).toBe(48001);
  });

  test("an unchanged update is not pushed, and the settings lose and repeat pushes", async () => {
    await sandbox.control("sets", { appid: first(), sets: [1, 2] });
    await sandbox.control("sets", { appid: first(), sets: [1, 2] });
    expect(received).toHaveLength(1);
    sandbox.setScenario({ pushCopies: 3 });
    await sandbox.control("sets", { appid: first(), sets: [1] });
    expect(received).toHaveLength(4);
    sandbox.setScenario({ losePushes: 1 });
    await sandbox.control("deauthorize", { appid: first() });
    expect(received).toHaveLength(4);
  });

  test("options have names and values", async () => {
    const token = await componentToken();
    await sandbox.control("authorize", { appid: first() });
    const option = {
      ...own,
      authorizer_appid: first(),
      option_name: "voice_recognize",
    };
    expect(
      (
        await call(
          "api_set_authorizer_option",
          { ...option, option_value: "9" },
          token,
        )
      ).errcode,
    ).toBe(61013);
    expect(
      (
        await call(
          "api_set_authorizer_option",
          { ...option, option_value: "1" },
          token,
        )
      ).errcode,
    ).toBe(0);
    expect(
      await call("api_get_authorizer_option", option, token),
    ).toMatchObject({ option_value: "1" });
    expect(
      (
        await call(
          "api_get_authorizer_option",
          { ...option, option_name: "x" },
          token,
        )
      ).errcode,
    ).toBe(61012);
  });
});

describe("the quota of an account", () => {
  const SEND = "/cgi-bin/message/mass/sendall";
  async function accountToken(): Promise<string> {
    const token = await componentToken();
    const { authCode } = (await sandbox.control("authorize", {
      appid: first(),
    })) as { authCode: string };
    const { authorization_info } = await call(
      "api_query_auth",
      { ...own, authorization_code: authCode },
      token,
    );
    return (authorization_info as { authorizer_access_token: string })
      .authorizer_access_token;
  }
  const quota = async (token: string) =>
    (await call("/cgi-bin/openapi/quota/get", { cgi_path: SEND }, token))[
      "quota"
    ];

  test("the quota is counted down per call, refuses at its limit, and is full after a reset", async () => {
    const token = await accountToken();
    await call(SEND, {}, token);
    expect(await quota(token)).toEqual({
      daily_limit: 100,
      used: 1,
      remain: 99,
    });
    await sandbox.control("quota", { appid: first(), path: SEND, used: 100 });
    expect((await call(SEND, {}, token)).errcode).toBe(45009);
    expect(
      (await call("/cgi-bin/clear_quota", { appid: "wxother" }, token)).errcode,
    ).toBe(40013);
    const reset = { appid: first() };
    expect((await call("/cgi-bin/clear_quota", reset, token)).errcode).toBe(0);
    expect(await quota(token)).toMatchObject({ used: 0 });
  });

  test("the quota can be reset ten times a month", async () => {
    const token = await accountToken();
    await sandbox.control("quota-resets", { appid: first(), count: 9 });
    const reset = { appid: first() };
    expect((await call("/cgi-bin/clear_quota", reset, token)).errcode).toBe(0);
    expect((await call("/cgi-bin/clear_quota", reset, token)).errcode).toBe(
      48006,
    );
  });

  test("the quota is known for known paths only", async () => {
    const token = await accountToken();
    expect(
      (await call("/cgi-bin/openapi/quota/get", { cgi_path: "x" }, token))
        .errcode,
    ).toBe(76021);
  });
});

describe("the authorization page", () => {
  const page = async (
    preAuthCode: string,
    referer: string,
    redirect = "https://console.example/cb?state=1",
    path = "/wxaopen/safe/bindcomponent",
  ) => {
    const query = new URLSearchParams({
      component_appid: component.appid,
      pre_auth_code: preAuthCode,
      redirect_uri: redirect,
      auth_type: "3",
    });
    return (
      await fetch(`${sandbox.origin}${path}?${query.toString()}`, {
        headers: { referer },
      })
    ).text();
  };
  const code = async () =>
    String(
      (await call("api_create_preauthcode", own, await componentToken()))[
        "pre_auth_code"
      ],
    );

  test("the page compares the hosts of entry, return and setting, and prints the result", async () => {
    expect(await page(await code(), "")).toContain("入口域名：（空）");
    expect(await page(await code(), "https://www.console.example/")).toContain(
      "入口域名：www.console.example",
    );
    expect(
      await page(
        await code(),
        "https://console.example/",
        "https://elsewhere.example/cb",
      ),
    ).toContain("回调域名：elsewhere.example");
    expect(await page(await code(), "https://console.example/")).toContain(
      "这是谁的微信",
    );
  });

  test("the pre-auth code is used up by the scan, not by the desktop's QR code", async () => {
    const preAuthCode = await code();
    for (let look = 0; look < 2; look += 1)
      expect(
        await page(
          preAuthCode,
          "https://console.example/",
          undefined,
          "/cgi-bin/componentloginpage",
        ),
      ).toContain("微信扫码授权");
    expect(await page(preAuthCode, "https://console.example/")).toContain(
      "这是谁的微信",
    );
    expect(await page(preAuthCode, "https://console.example/")).toContain(
      "PreAuthCode 无效",
    );
  });
});
