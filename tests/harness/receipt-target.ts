import { connect } from "./accounts.ts";
import type { Deployment } from "./deployment.ts";

/** A Mini Program that takes receipts from a forwarder, in plain XML: what costs nothing to make. */
export interface ReceiptTarget {
  appid: string;
  path: string;
  body: (messageId: string) => string;
}

/** Connects a Mini Program and sets it to take receipts. */
export async function receiptTarget(
  deployment: Deployment,
  appid: string,
): Promise<ReceiptTarget> {
  await connect(deployment, appid);
  const config = `/api/v1/accounts/${appid}/mini-program-config`;
  const { status } = await deployment.session.send("PUT", config, {
    receipt: {
      token: "pushtoken1",
      encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
      mode: "plain",
      format: "xml",
      source: "third_party",
      allow: [],
    },
  });
  if (status !== 200) throw new Error(`receipts are not configured: ${status}`);
  const { body } = await deployment.session.get<{ receipt: { url: string } }>(
    config,
  );
  const account = deployment.sandbox
    .accounts()
    .find((one) => one.appid === appid);
  const createTime = Math.floor(Date.now() / 1000);
  return {
    appid,
    path: new URL(body.receipt.url).pathname,
    body: (messageId) =>
      `<xml><ToUserName><![CDATA[${account?.userName ?? ""}]]></ToUserName><FromUserName><![CDATA[oLoad]]></FromUserName><CreateTime>${createTime}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_sent_event]]></Event><SubscribeMsgSentEvent><List><TemplateId><![CDATA[tmpl]]></TemplateId><MsgID>${messageId}</MsgID><ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List></SubscribeMsgSentEvent></xml>`,
  };
}
