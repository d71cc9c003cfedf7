import { describe, expect, test } from "vitest";
import { readPushBody } from "./push-body.ts";
import { parseSubscribeEvent } from "./subscribe-event.ts";

const head = `<ToUserName><![CDATA[gh_123456789abc]]></ToUserName><FromUserName><![CDATA[oABC]]></FromUserName><CreateTime>1620963428</CreateTime><MsgType><![CDATA[event]]></MsgType>`;
const entry = (id: string) =>
  `<List><TemplateId><![CDATA[tmpl]]></TemplateId><MsgID>${id}</MsgID><ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List>`;
const sentEvent = (entries: string) =>
  parseSubscribeEvent(
    readPushBody(
      `<xml>${head}<Event><![CDATA[subscribe_msg_sent_event]]></Event><SubscribeMsgSentEvent>${entries}</SubscribeMsgSentEvent></xml>`,
    ),
  );
const jsonEvent = (more: object) =>
  parseSubscribeEvent(
    readPushBody(
      JSON.stringify({
        ToUserName: "gh_123456789abc",
        FromUserName: "oABC",
        CreateTime: "1620973045",
        MsgType: "event",
        Event: "subscribe_msg_popup_event",
        ...more,
      }),
    ),
  );

describe("the receipts of a subscribe-message event", () => {
  test("receipts are read from XML, with an id beyond 2^53 unchanged", () => {
    expect(sentEvent(entry("1700827132819554304"))).toEqual([
      {
        event: "subscribe_msg_sent_event",
        openid: "oABC",
        createTime: 1620963428,
        templateId: "tmpl",
        outcome: "success",
        errorCode: "0",
        messageId: "1700827132819554304",
      },
    ]);
  });

  test("one event may contain a hundred receipts", () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(index + 1));
    expect(
      sentEvent(ids.map(entry).join("")).map(({ messageId }) => messageId),
    ).toEqual(ids);
  });

  test("receipts are read from JSON as a list, as an object, and in a wrapper", () => {
    const one = { TemplateId: "tmpl", SubscribeStatusString: "accept" };
    for (const shape of [
      { List: [one] },
      { List: one },
      { SubscribeMsgPopupEvent: { List: [one] } },
    ])
      expect(jsonEvent(shape)).toEqual([
        {
          event: "subscribe_msg_popup_event",
          openid: "oABC",
          createTime: 1620973045,
          templateId: "tmpl",
          outcome: "accept",
          errorCode: null,
          messageId: null,
        },
      ]);
  });

  test("a number in JSON is kept as it is written", () => {
    const text = `{"ToUserName":"gh_1","FromUserName":"o","CreateTime":1,"MsgType":"event","Event":"subscribe_msg_sent_event","List":{"TemplateId":"t","MsgID":1700827132819554304,"ErrorCode":0,"ErrorStatus":"success"}}`;
    expect(parseSubscribeEvent(readPushBody(text))).toMatchObject([
      { messageId: "1700827132819554304", errorCode: "0", createTime: 1 },
    ]);
  });

  test("other events contain no receipts", () => {
    expect(jsonEvent({ Event: "user_enter_tempsession" })).toEqual([]);
  });

  test("an event without its list or a template is refused", () => {
    for (const broken of [{}, { List: "x" }, { List: [{}] }, { List: [[]] }])
      expect(() => jsonEvent(broken)).toThrow("body_malformed");
  });
});
