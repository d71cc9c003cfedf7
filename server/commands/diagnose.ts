import { isIP } from "node:net";
import { ProblemError } from "#lib/base/errors/index.ts";
import { WeChatApiError, WeChatTransportError } from "#lib/wechat/index.ts";
import api from "#messages/en/api.json" with { type: "json" };
import wechatErrors from "#messages/en/wechatErrors.json" with { type: "json" };

/** What went wrong and how to fix it. */
export interface Diagnosis {
  found: string;
  fix: string;
}

/** WeChat's code when the calling address is not on the platform's allow list (protocol 2.5). */
const NOT_LISTED = "61004";

/** Explains a refusal by WeChat or a failure of platform or token; null for an error of another kind. */
export function diagnose(error: unknown): Diagnosis | null {
  if (error instanceof WeChatApiError) {
    const { api: name, errcode, errmsg } = error;
    return {
      found: `${name} is refused by WeChat with ${errcode}: ${errmsg}`,
      fix:
        String(errcode) === NOT_LISTED
          ? allowListFix(addressIn(errmsg))
          : sentenceOf(error.key),
    };
  }
  if (error instanceof WeChatTransportError)
    return {
      found: `${error.api} got no usable answer (${error.code})`,
      fix: sentenceOf(error.code),
    };
  if (!(error instanceof ProblemError)) return null;
  const code = String(error.code);
  const key = error.wechatKey ?? "";
  return (
    diagnose(error.cause) ?? {
      found: key === "" ? code : `${code} (${key})`,
      fix: key === NOT_LISTED ? allowListFix(null) : sentenceOf(key, code),
    }
  );
}

/** The calling address in WeChat's message: `… ip: 203.0.113.9 …`. */
export function addressIn(errmsg: string): string | null {
  const v4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(errmsg)?.[0];
  return v4 ?? errmsg.split(/[\s,]+/).find((word) => isIP(word) !== 0) ?? null;
}

function allowListFix(address: string | null): string {
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
