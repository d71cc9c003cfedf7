import { expect, test } from "vitest";
import { TokenError } from "#lib/credentials/tokens/index.ts";
import { WeChatApiError, WeChatTransportError } from "#lib/wechat/index.ts";
import { addressIn, diagnose } from "./diagnose.ts";

test("the calling address is found in every wording of WeChat's message", () => {
  const rid = "rid: 5f2b8c1d-0a1b2c3d-4e5f6a7b";
  for (const [errmsg, address] of [
    [
      "access clientip is not registered request ip:203.0.113.9 hint: []",
      "203.0.113.9",
    ],
    [
      "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist",
      "203.0.113.9",
    ],
    [
      `access clientip is not registered requestIP: 2001:db8::7 ${rid}`,
      "2001:db8::7",
    ],
    [`access clientip is not registered ${rid}`, null],
  ] as const)
    expect(addressIn(errmsg)).toBe(address);
});

test("a refusal is explained in WeChat's words, also when a token error wraps it", () => {
  const refused = new WeChatApiError("api_component_token", 40125, "invalid");
  const wrapped = new TokenError("wechat_refused", {
    wechatKey: "40125",
    cause: refused,
  });
  expect(diagnose(wrapped)).toEqual(diagnose(refused));
  expect(diagnose(refused)?.fix).toMatch(/AppSecret/);
});

test("a cached refusal is explained by its key, a transport error by its code, others not", () => {
  const key = (key: string) =>
    diagnose(new TokenError("wechat_refused", { wechatKey: key }));
  expect(key("61004")?.fix).toMatch(/白名单 IP 地址列表/);
  expect(key("45009")?.found).toBe("wechat_refused (45009)");
  expect(diagnose(new TokenError("ticket_missing"))?.fix).toMatch(/ticket/);
  expect(
    diagnose(new WeChatTransportError("api_component_token", "timeout"))?.found,
  ).toMatch(/timeout/);
  expect(diagnose(new Error("a bug"))).toBeNull();
});
