import { randomInt } from "node:crypto";
import { secret } from "../state/simulation.ts";
import type { Account } from "../state/types.ts";
import { basicInfo } from "./basic-info.ts";
import type { ApiCall } from "./call.ts";
import { sendSubscribe, templates } from "./subscribe-messages.ts";

// TypeScript's library does not declare it yet.
const { rawJSON } = JSON as JSON & { rawJSON: (text: string) => object };

/** Calls on behalf of an account: any one of the sets opens the path (protocol 9); an unverified account lacks the ability. */
export const accountPaths: Record<
  string,
  {
    sets: number[];
    verified?: boolean;
    answer: (call: ApiCall, account: Account) => object;
  }
> = {
  "/cgi-bin/message/custom/send": {
    sets: [1, 6, 19],
    verified: true,
    answer: () => ({ errcode: 0, errmsg: "ok" }),
  },
  "/cgi-bin/message/mass/sendall": {
    sets: [7],
    verified: true,
    answer: () => ({ errcode: 0, errmsg: "ok", msg_id: 1_000_000_001 }),
  },
  "/cgi-bin/message/template/send": {
    sets: [7],
    verified: true,
    answer: () => ({ errcode: 0, errmsg: "ok", msgid: 1_000_000_002 }),
  },
  "/cgi-bin/message/subscribe/send": {
    sets: [18],
    answer: ({ body, onSent }, { appid }) => {
      const messageId = `17${randomInt(10 ** 8, 10 ** 9)}${randomInt(10 ** 7, 10 ** 8)}`;
      onSent({ appid, messageId, ...sendSubscribe(body) });
      // A number beyond 2^53, as in WeChat's answers.
      return { errcode: 0, errmsg: "ok", msgid: rawJSON(messageId) };
    },
  },
  "/wxaapi/newtmpl/gettemplate": {
    sets: [18, 89],
    answer: () => ({ errcode: 0, errmsg: "ok", data: templates }),
  },
  "/cgi-bin/account/getaccountbasicinfo": {
    sets: [3, 30, 61],
    answer: (_call, account) => basicInfo(account),
  },
  "/cgi-bin/user/get": {
    sets: [2],
    answer: () => ({ total: 0, count: 0, next_openid: "" }),
  },
  "/cgi-bin/menu/get": { sets: [15], answer: () => ({ menu: { button: [] } }) },
  "/cgi-bin/qrcode/create": {
    sets: [3],
    verified: true,
    answer: () => ({
      ticket: secret("ticket"),
      expire_seconds: 60,
      url: "http://weixin.qq.com/q/sandbox",
    }),
  },
  "/wxa/getwxacodeunlimit": {
    sets: [17],
    answer: () => ({ errcode: 0, errmsg: "ok" }),
  },
  "/wxa/generatescheme": {
    sets: [88],
    answer: () => ({
      errcode: 0,
      errmsg: "ok",
      openlink: "weixin://dl/business/?t=sandbox",
    }),
  },
};
