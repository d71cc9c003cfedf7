import type { Message } from "./message.ts";

/** The test accounts of 全网发布 (protocol 8.2). WeChat picks one group at random. */
export const releaseCheckAccounts = [
  {
    appid: "wx570bc396a51b8ff8",
    userName: "gh_3c884a361561",
    kind: "official_account",
  },
  {
    appid: "wx9252c5e0bb1836fc",
    userName: "gh_c0f28a78b318",
    kind: "official_account",
  },
  {
    appid: "wx8e1097c5bc82cde9",
    userName: "gh_3f222ed8d140",
    kind: "official_account",
  },
  {
    appid: "wx14550af28c71a144",
    userName: "gh_26128078e9ab",
    kind: "official_account",
  },
  {
    appid: "wxa35b9c23cfe664eb",
    userName: "gh_2b3713f184a6",
    kind: "official_account",
  },
  {
    appid: "wxd101a85aa106f53e",
    userName: "gh_8dad206e9538",
    kind: "mini_program",
  },
  {
    appid: "wxc39235c15087f6f3",
    userName: "gh_905ae9d01059",
    kind: "mini_program",
  },
  {
    appid: "wx7720d01d4b2a4500",
    userName: "gh_393666f1fdf4",
    kind: "mini_program",
  },
  {
    appid: "wx05d483572dcd5d8b",
    userName: "gh_39abb5d4e1b7",
    kind: "mini_program",
  },
  {
    appid: "wx5910277cae6fd970",
    userName: "gh_7818dcb60240",
    kind: "mini_program",
  },
] as const;

const byAppid = new Map<string, string>(
  releaseCheckAccounts.map(({ appid, userName }) => [appid, userName]),
);
const byUserName = new Map<string, string>(
  releaseCheckAccounts.map(({ appid, userName }) => [userName, appid]),
);

/** Whether an account belongs to WeChat's release check; such accounts are never shown. */
export function isReleaseCheckAccount(appid: string): boolean {
  return byAppid.has(appid);
}

/** What the release check expects for one message to a test account. */
export type ReleaseCheckAnswer =
  | { kind: "reply"; content: string }
  | { kind: "query_auth"; appid: string; code: string; openid: string }
  | { kind: "none" };

const TEXT = "TESTCOMPONENT_MSG_TYPE_TEXT";
const QUERY_AUTH_CODE = "QUERY_AUTH_CODE:";

/** What to do with a message, by the steps of protocol 8.2; `none` for messages to any other account. */
export function releaseCheckAnswer(message: Message): ReleaseCheckAnswer {
  const appid = byUserName.get(message.toUserName);
  if (appid === undefined) return { kind: "none" };
  if (message.msgType === "event" && message.event)
    return { kind: "reply", content: `${message.event}from_callback` };
  const content = message.content ?? "";
  if (content === TEXT) return { kind: "reply", content: `${TEXT}_callback` };
  if (content.startsWith(QUERY_AUTH_CODE))
    return {
      kind: "query_auth",
      appid,
      code: content.slice(QUERY_AUTH_CODE.length).trim(),
      openid: message.fromUserName,
    };
  return { kind: "none" };
}
