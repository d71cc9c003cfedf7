import { describe, expect, test } from "vitest";
import { parseComponentEvent } from "./component-event.ts";
import { EnvelopeError } from "./envelope-error.ts";
import { desktopAuthorizationUrl, phoneAuthorizationUrl } from "./links.ts";
import { parseMessage, textReply } from "./message.ts";
import {
  isReleaseCheckAccount,
  releaseCheckAccounts,
  releaseCheckAnswer,
} from "./release-check.ts";
import { buildXml, parseXml } from "./xml.ts";

const authorized = {
  AppId: "wxCOMPONENT",
  CreateTime: 1496461020,
  InfoType: "authorized",
  AuthorizerAppid: "wxAUTHORIZER",
  AuthorizationCode: "queryauthcode@@@abc",
  AuthorizationCodeExpiredTime: 1496464620,
  PreAuthCode: "preauthcode@@@def",
};

describe("authorization events", () => {
  test("the example of the documentation is read", () => {
    expect(parseComponentEvent(buildXml(authorized))).toEqual({
      infoType: "authorized",
      componentAppid: "wxCOMPONENT",
      createTime: 1496461020,
      authorizerAppid: "wxAUTHORIZER",
      authorizationCode: "queryauthcode@@@abc",
      codeExpiresAt: 1496464620,
      preAuthCode: "preauthcode@@@def",
    });
  });

  test("an expiry given as a duration means the same", () => {
    expect(
      parseComponentEvent(
        buildXml({ ...authorized, AuthorizationCodeExpiredTime: 3600 }),
      ),
    ).toMatchObject({ codeExpiresAt: 1496464620 });
  });

  test("an unknown event is reported by its name", () => {
    const event = parseComponentEvent(
      buildXml({
        AppId: "wxCOMPONENT",
        CreateTime: 1,
        InfoType: "notify_third_fasteregister",
        appid: "wxNEW",
      }),
    );
    expect(event).toMatchObject({
      infoType: "other",
      name: "notify_third_fasteregister",
      authorizerAppid: "wxNEW",
    });
  });

  test("a missing field or an invalid time is refused", () => {
    const without = Object.fromEntries(
      Object.entries(authorized).filter(
        ([name]) => name !== "AuthorizationCode",
      ),
    );
    expect(() => parseComponentEvent(buildXml(without))).toThrow(EnvelopeError);
    expect(() =>
      parseComponentEvent(buildXml({ ...authorized, CreateTime: "soon" })),
    ).toThrow(EnvelopeError);
    expect(() =>
      parseComponentEvent(
        buildXml({ ...authorized, CreateTime: "99999999999999" }),
      ),
    ).toThrow(EnvelopeError);
  });
});

describe("the release check", () => {
  const message = (toUserName: string, content: string) =>
    parseMessage(
      buildXml({
        ToUserName: toUserName,
        FromUserName: "oUser",
        CreateTime: 1,
        MsgType: "text",
        Content: content,
        MsgId: "4561255354251345929",
      }),
    );

  test("all ten test accounts are answered in each step, and no other account is", () => {
    expect(releaseCheckAccounts).toHaveLength(10);
    for (const { appid, userName } of releaseCheckAccounts) {
      expect(isReleaseCheckAccount(appid)).toBe(true);
      expect(
        releaseCheckAnswer(message(userName, "TESTCOMPONENT_MSG_TYPE_TEXT")),
      ).toEqual({
        kind: "reply",
        content: "TESTCOMPONENT_MSG_TYPE_TEXT_callback",
      });
      expect(
        releaseCheckAnswer(
          message(userName, "QUERY_AUTH_CODE:queryauthcode@@@x"),
        ),
      ).toEqual({
        kind: "query_auth",
        appid,
        code: "queryauthcode@@@x",
        openid: "oUser",
      });
      expect(releaseCheckAnswer(message(userName, "hello"))).toEqual({
        kind: "none",
      });
    }
    expect(
      releaseCheckAnswer(message("gh_ordinary", "TESTCOMPONENT_MSG_TYPE_TEXT")),
    ).toEqual({ kind: "none" });
  });

  test("an event is answered with its name", () => {
    const event = parseMessage(
      buildXml({
        ToUserName: "gh_3c884a361561",
        FromUserName: "oUser",
        CreateTime: 1,
        MsgType: "event",
        Event: "LOCATION",
      }),
    );
    expect(releaseCheckAnswer(event)).toEqual({
      kind: "reply",
      content: "LOCATIONfrom_callback",
    });
  });

  test("a passive reply goes back to the sender", () => {
    expect(parseXml(textReply(message("gh_a", "hi"), "ho"))).toMatchObject({
      ToUserName: "oUser",
      FromUserName: "gh_a",
      MsgType: "text",
      Content: "ho",
    });
  });
});

describe("authorization links", () => {
  const input = {
    componentAppid: "wxCOMPONENT",
    preAuthCode: "preauthcode@@@a+b",
    redirectUri: "https://a.example/cb?state=x y",
    authType: 3 as const,
  };

  test("the desktop link encodes its parameters", () => {
    expect(
      desktopAuthorizationUrl({ ...input, mpOrigin: "https://mp.example" }),
    ).toBe(
      "https://mp.example/cgi-bin/componentloginpage?component_appid=wxCOMPONENT&pre_auth_code=preauthcode%40%40%40a%2Bb&redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Fstate%3Dx%20y&auth_type=3",
    );
  });

  test("the phone link ends with its fragment and may be bound to one account", () => {
    const url = phoneAuthorizationUrl({
      ...input,
      openOrigin: "https://open.example",
      bizAppid: "wxONE",
    });
    expect(url).toMatch(
      /^https:\/\/open\.example\/wxaopen\/safe\/bindcomponent\?action=bindcomponent&no_scan=1&component_appid=/,
    );
    expect(url).toMatch(/&biz_appid=wxONE#wechat_redirect$/);
  });
});
