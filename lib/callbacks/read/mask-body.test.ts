import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskBody } from "./mask-body.ts";

const xml = (elements: Record<string, string>) =>
  `<xml>${Object.entries(elements)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join("")}</xml>`;
const OPENID = "oABCDefgh_ijkl-mnopqrstuWXYZ";

describe("the body of a callback, masked", () => {
  test("an authorization shows account and time, and nothing usable", () => {
    expect(
      maskBody(
        xml({
          AppId: "wx1234567890abcdef",
          CreateTime: "1496461020",
          InfoType: "authorized",
          AuthorizerAppid: "wxfedcba0987654321",
          AuthorizationCode: "queryauthcode@@@secret",
          AuthorizationCodeExpiredTime: "3600",
          PreAuthCode: "preauthcode@@@secret",
        }),
      ),
    ).toEqual({
      format: "xml",
      text: [
        "<xml>",
        "  <AppId>wx1234567890abcdef</AppId>",
        "  <CreateTime>1496461020</CreateTime>",
        "  <InfoType>authorized</InfoType>",
        "  <AuthorizerAppid>wxfedcba0987654321</AuthorizerAppid>",
        "  <AuthorizationCode>••• (22)</AuthorizationCode>",
        "  <AuthorizationCodeExpiredTime>3600</AuthorizationCodeExpiredTime>",
        "  <PreAuthCode>••• (20)</PreAuthCode>",
        "</xml>",
      ].join("\n"),
    });
  });

  test("a ticket is masked", () => {
    const { text } = maskBody(
      xml({
        InfoType: "component_verify_ticket",
        ComponentVerifyTicket: "ticket@@@secret",
      }),
    );
    expect(text).toContain(
      "<ComponentVerifyTicket>••• (15)</ComponentVerifyTicket>",
    );
  });

  test("the OpenID of a message is shortened, and its text is masked", () => {
    const { text } = maskBody(
      xml({
        ToUserName: "gh_123456789abc",
        FromUserName: OPENID,
        MsgType: "text",
        Content: "我的电话是 13800138000",
        MsgId: "4561255354251345929",
      }),
    );
    expect(text).toContain("<ToUserName>gh_123456789abc</ToUserName>");
    expect(text).toContain("<FromUserName>oABC…WXYZ</FromUserName>");
    expect(text).toContain("<Content>••• (17)</Content>");
    expect(text).toContain("<MsgId>4561255354251345929</MsgId>");
  });

  test("JSON is shown as JSON, with lists and wrappers unchanged", () => {
    const { format, text } = maskBody(
      JSON.stringify({
        FromUserName: OPENID,
        Event: "subscribe_msg_popup_event",
        PhoneNumber: 13800138000,
        List: [{ TemplateId: "tmpl-1", PopupScene: 1, note: "secret" }],
      }),
    );
    expect(format).toBe("json");
    expect(JSON.parse(text)).toEqual({
      FromUserName: "oABC…WXYZ",
      Event: "subscribe_msg_popup_event",
      PhoneNumber: "••• (11)",
      List: [{ TemplateId: "tmpl-1", PopupScene: "1", note: "••• (6)" }],
    });
  });

  test("each entry of an XML list stays an element", () => {
    const { text } = maskBody(
      "<xml><List><MsgID>1</MsgID></List><List><MsgID>2</MsgID></List></xml>",
    );
    expect(text).toBe(
      "<xml>\n  <List>\n    <MsgID>1</MsgID>\n  </List>\n  <List>\n    <MsgID>2</MsgID>\n  </List>\n</xml>",
    );
  });

  test("an allowed element with unexpected content is masked", () => {
    for (const [name, value] of Object.entries({
      AppId: "queryauthcode@@@secret",
      CreateTime: "13800138000",
      Event: "secret words",
      ToUserName: OPENID,
      ErrorCode: "13800138000",
      MsgId: "secret",
    }))
      expect(maskBody(xml({ [name]: value })).text, name).toBe(
        `<xml>\n  <${name}>••• (${value.length})</${name}>\n</xml>`,
      );
  });

  test("a value in the position of a name is masked", () => {
    const { text } = maskBody(
      JSON.stringify({ [OPENID]: "1", "13800138000": "2", Event: "x" }),
    );
    expect(text).not.toContain(OPENID);
    expect(text).not.toContain("13800138000");
    expect(JSON.parse(text)).toMatchObject({ Event: "x" });
  });

  test("a body that is neither XML nor JSON shows its length only", () => {
    expect(maskBody("secret words")).toEqual({
      format: "unreadable",
      text: "••• (12)",
    });
    expect(maskBody("{ secret").text).toBe("••• (8)");
    expect(maskBody("<!DOCTYPE xml><xml/>").format).toBe("unreadable");
  });

  test("no value of an unlisted element is shown, however deep", () => {
    const secret = fc.stringMatching(/^secret[\w@-]{4,30}$/);
    const name = fc.stringMatching(/^[A-Za-z_]\w{0,30}$/);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small", maxDepth: 4 },
        secret,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(name, tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, tree, { minKeys: 1 }), (body) => {
        expect(maskBody(JSON.stringify(body)).text).not.toContain("secret");
      }),
    );
  });
});
