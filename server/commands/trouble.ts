import { isIP } from "node:net";
import { ProblemError } from "#lib/base/errors/index.ts";
import { WeChatApiError, WeChatTransportError } from "#lib/wechat/index.ts";
import api from "#messages/en/api.json" with { type: "json" };
import wechatErrors from "#messages/en/wechatErrors.json" with { type: "json" };

/** What went wrong, and what mends it. */
export interface Trouble {
  found: string;
  mend: string;
}

/** 61004: the calling address is not on the platform's white list (protocol 2.5). */
const NOT_LISTED = "61004";

/** What WeChat, the platform or a token refused, in words; null for an error of any other kind. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof WeChatApiError) {
    const { api: name, errcode, errmsg } = error;
    return {
      found: `${name} is refused by WeChat with ${errcode}: ${errmsg}`,
      mend:
        String(errcode) === NOT_LISTED
          ? whitelist(addressIn(errmsg))
          : sentenceOf(error.key),
    };
  }
  if (error instanceof WeChatTransportError)
    return {
      found: `${error.api} got no answer that can be used (${error.code})`,
      mend: sentenceOf(error.code),
    };
  if (!(error instanceof ProblemError)) return null;
  const code = String(error.code);
  const key = error.wechatKey ?? "";
  return (
    troubleOf(error.cause) ?? {
      found: key === "" ? code : `${code} (${key})`,
      mend: key === NOT_LISTED ? whitelist(null) : sentenceOf(key, code),
    }
  );
}

/** The calling address as WeChat names it in a refusal: `… ip: 203.0.113.9 …`. */
export function addressIn(errmsg: string): string | null {
  const v4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(errmsg)?.[0];
  return v4 ?? errmsg.split(/[\s,]+/).find((word) => isIP(word) !== 0) ?? null;
}

function whitelist(address: string | null): string {
  const what =
    address === null
      ? "the address from which this machine reaches the internet"
      : `${address}, from which this machine reaches WeChat,`;
  return `enter ${what} at open.weixin.qq.com: 管理中心 → 第三方平台 → 详情 → 开发配置 → 白名单 IP 地址列表`;
}

function sentenceOf(key: string, code?: string): string {
  const sentences: Record<string, unknown> = { ...api, ...wechatErrors };
  const sentence = sentences[key] ?? sentences[code ?? ""];
  return typeof sentence === "string" ? sentence : wechatErrors.unknown;
}
