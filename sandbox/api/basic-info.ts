import type { Account } from "../state/types.ts";

/** `GET /cgi-bin/account/getaccountbasicinfo` (protocol 9.2). */
export function basicInfo(account: Account): object {
  return {
    errcode: 0,
    errmsg: "ok",
    appid: account.appid,
    account_type: account.type === "mini_program" ? 2 : 1,
    principal_name: account.principal,
    nickname: account.name,
  };
}
