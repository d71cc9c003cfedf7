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
import { createAuthorizerClient } from "./authorizer-client.ts";
import {
  createComponentClient,
  fetchComponentToken,
  startPushTicket,
} from "./component-client.ts";
import {
  errorCatalogue,
  WeChatApiError,
  WeChatTransportError,
} from "./errors.ts";
import type { TokenSource } from "./with-token.ts";

type Reply = string | { status: number; text: string } | null;
let server: Server;
let apiOrigin: string;
let replies: Reply[] = [];
let requests: {
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://x");
      requests.push({
        path: url.pathname,
        query: url.searchParams,
        body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<
          string,
          unknown
        >,
      });
      const reply = replies.length > 0 ? (replies.shift() ?? null) : "{}";
      if (reply === null) return;
      const { status, text } =
        typeof reply === "string" ? { status: 200, text: reply } : reply;
      response.writeHead(status, { "content-type": "text/plain" }).end(text);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  apiOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  replies = [];
  requests = [];
});

const renewals: string[] = [];
const token: TokenSource = {
  get: () => Promise.resolve("old"),
  renew: (rejected) => {
    renewals.push(rejected);
    return Promise.resolve("new");
  },
};
const client = () =>
  createComponentClient({ apiOrigin, componentAppid: "wxC", token });
const failure = async (run: Promise<unknown>) =>
  run.then(() => null).catch((error: unknown) => error);

describe("calling WeChat", () => {
  test("a component token is fetched with ticket and secret, whatever the content type", async () => {
    replies = ['{"component_access_token":"t","expires_in":"7200"}'];
    expect(
      await fetchComponentToken({
        apiOrigin,
        componentAppid: "wxC",
        appSecret: "s",
        ticket: "ticket@@@1",
      }),
    ).toEqual({ token: "t", expiresIn: 7200 });
    expect(requests[0]).toMatchObject({
      path: "/cgi-bin/component/api_component_token",
      body: {
        component_appid: "wxC",
        component_appsecret: "s",
        component_verify_ticket: "ticket@@@1",
      },
    });
  });

  test("starting the ticket push reports whether it had been stopped", async () => {
    replies = [
      '{"errcode":0,"errmsg":"ok rid: 1"}',
      '{"errcode":0,"errmsg":"in normal state"}',
    ];
    expect(
      await startPushTicket({
        apiOrigin,
        componentAppid: "wxC",
        appSecret: "s",
      }),
    ).toEqual({ restarted: true });
    expect(
      await startPushTicket({
        apiOrigin,
        componentAppid: "wxC",
        appSecret: "s",
      }),
    ).toEqual({ restarted: false });
    expect(requests[0]?.body).toEqual({
      component_appid: "wxC",
      component_secret: "s",
    });
  });

  test("granted sets are sorted, textual ids are read, unknown ones kept, tokens optional", async () => {
    replies = [
      '{"authorization_info":{"authorizer_appid":"wxA","func_info":[{"funcscope_category":{"id":"15"}},{"funcscope_category":{"id":1,"name":"x"}},{"funcscope_category":{"id":99999}},{"funcscope_category":{"id":1}}]}}',
    ];
    expect(await client().queryAuth("code")).toEqual({
      appid: "wxA",
      permissionSets: [1, 15, 99999],
    });
  });

  test("MiniProgramInfo identifies a Mini Program, and pending verification counts as none", async () => {
    const info = (more: string, verify: number) =>
      `{"authorizer_info":{"nick_name":"n","service_type_info":{"id":2},"verify_type_info":{"id":${verify}},"user_name":"gh_1","principal_name":"p"${more}},"authorization_info":{"authorizer_appid":"wxA","authorizer_refresh_token":"refreshtoken@@@r","func_info":[]}}`;
    replies = [
      info("", 0),
      info(',"MiniProgramInfo":{"categories":[{"first":"a","second":"b"}]}', 3),
    ];
    expect(await client().getAuthorizerInfo("wxA")).toMatchObject({
      kind: "service",
      verified: true,
      refreshToken: "refreshtoken@@@r",
    });
    expect(await client().getAuthorizerInfo("wxA")).toMatchObject({
      type: "mini_program",
      kind: "mini_program",
      verified: false,
      categories: [{ first: "a", second: "b" }],
    });
  });

  test("a rejected token is renewed once and the call repeated once", async () => {
    renewals.length = 0;
    replies = [
      '{"errcode":40001,"errmsg":"x"}',
      '{"errcode":42001,"errmsg":"x"}',
    ];
    expect(await failure(client().createPreAuthCode())).toMatchObject({
      errcode: 42001,
    });
    expect(renewals).toEqual(["old"]);
    expect(
      requests.map((request) => request.query.get("component_access_token")),
    ).toEqual(["old", "new"]);
  });

  test("a busy answer is retried for repeatable calls, and not for a single-use code", async () => {
    replies = [
      '{"errcode":-1,"errmsg":"busy"}',
      '{"pre_auth_code":"preauthcode@@@1","expires_in":600}',
    ];
    expect(await client().createPreAuthCode()).toEqual({
      preAuthCode: "preauthcode@@@1",
      expiresIn: 600,
    });
    requests = [];
    replies = ['{"errcode":-1,"errmsg":"busy"}'];
    expect(await failure(client().queryAuth("code"))).toMatchObject({
      errcode: -1,
      reaction: "retry",
    });
    expect(requests).toHaveLength(1);
  });

  test("the sent refresh token is kept when none comes back", async () => {
    replies = ['{"authorizer_access_token":"a","expires_in":7200}'];
    expect(
      await client().refreshAuthorizerToken({
        appid: "wxA",
        refreshToken: "r",
      }),
    ).toEqual({ accessToken: "a", refreshToken: "r", expiresIn: 7200 });
  });

  test("the list, options and customer-service messages are called as in the protocol", async () => {
    replies = [
      '{"total_count":1,"list":[{"authorizer_appid":"wxA","refresh_token":"r","auth_time":5}]}',
      '{"option_name":"voice_recognize","option_value":"1"}',
      '{"errcode":0,"errmsg":"ok"}',
      '{"errcode":0}',
    ];
    expect(await client().getAuthorizerList({ offset: 0, count: 500 })).toEqual(
      { total: 1, items: [{ appid: "wxA", refreshToken: "r", authTime: 5 }] },
    );
    expect(
      await client().getAuthorizerOption({
        appid: "wxA",
        name: "voice_recognize",
      }),
    ).toBe("1");
    await client().setAuthorizerOption({
      appid: "wxA",
      name: "voice_recognize",
      value: "0",
    });
    await createAuthorizerClient({ apiOrigin, token }).sendCustomText({
      openid: "o",
      text: "hi",
    });
    expect(requests[2]?.body).toEqual({
      component_appid: "wxC",
      authorizer_appid: "wxA",
      option_name: "voice_recognize",
      option_value: "0",
    });
    expect(requests[3]).toMatchObject({
      path: "/cgi-bin/message/custom/send",
      body: { touser: "o", msgtype: "text", text: { content: "hi" } },
    });
    expect(requests[3]?.query.get("access_token")).toBe("old");
  });

  test("each failure of transport or format has a code, and none contains a token", async () => {
    const code = async (reply: Reply) => {
      replies = [reply];
      const error = await failure(client().queryAuth("code"));
      expect(error).toBeInstanceOf(WeChatTransportError);
      expect(
        JSON.stringify([
          String(error),
          error instanceof Error ? error.stack : "",
        ]),
      ).not.toContain("component_access_token");
      return (error as WeChatTransportError).code;
    };
    expect(await code("<html>busy</html>")).toBe("not_json");
    expect(await code('{"authorization_info":{"authorizer_')).toBe("not_json");
    expect(await code({ status: 502, text: "bad" })).toBe("http_status");
    expect(await code('{"authorization_info":{}}')).toBe("shape");
    expect(await code(null)).toBe("timeout");
    const closed = createComponentClient({
      apiOrigin: "http://127.0.0.1:1",
      componentAppid: "wxC",
      token,
    });
    expect(await failure(closed.queryAuth("code"))).toMatchObject({
      code: "network",
    });
  }, 15_000);
});

describe("error codes", () => {
  test("an error keeps WeChat's id of the call and names its sentence", () => {
    const error = new WeChatApiError(
      "api_query_auth",
      61010,
      "code is expired rid: 0a1b2c3d-00112233-44556677",
    );
    expect(error).toMatchObject({
      rid: "0a1b2c3d-00112233-44556677",
      reaction: "new_scan",
    });
    expect(error.key).toBe("61010");
    expect(new WeChatApiError("x", 12345, "").key).toBe("unknown");
  });

  test("each code of the catalogue says what to do next", () => {
    expect(Object.keys(errorCatalogue).length).toBeGreaterThan(80);
    expect(errorCatalogue[61023]).toBe("reauthorize");
    expect(errorCatalogue[61004]).toBe("tell_operator");
  });
});
