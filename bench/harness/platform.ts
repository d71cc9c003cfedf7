import { randomBytes, randomInt } from "node:crypto";
import type pg from "pg";
import { encrypt, sign } from "../../sandbox/pushes/crypto.ts";

/** The third-party platform of the benchmarks. */
export const platform = {
  appid: "wxbench00000000000",
  secret: "benchsecret",
  token: "benchtoken",
  aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};

/** The environment variables with which a console serves it. */
export const platformEnv = {
  COMPONENT_APPID: platform.appid,
  COMPONENT_APPSECRET: platform.secret,
  COMPONENT_TOKEN: platform.token,
  COMPONENT_AES_KEY: platform.aesKey,
};

const hex = (number: number, digits: number) =>
  number.toString(16).padStart(digits, "0");
/** The AppID of an account of the platform, counted from 1. */
export const appidOf = (number: number) => `wx${hex(number, 16)}`;
const userNameOf = (number: number) => `gh_${hex(number, 12)}`;

/** Connects accounts to the platform, by SQL. */
export async function connectAccounts(
  sql: pg.Client,
  count: number,
): Promise<void> {
  await sql.query(
    `insert into accounts (appid, component_appid, type, kind, name, user_name, verified, status, authorized_at, info_fetched_at)
     select 'wx' || lpad(to_hex(number), 16, '0'), $1, 'official_account', 'service', 'Account ' || number,
       'gh_' || lpad(to_hex(number), 12, '0'), true, 'enabled', now(), now()
     from generate_series(1, $2) as number`,
    [platform.appid, count],
  );
  await sql.query("vacuum analyze accounts");
}

/** Messages of users to accounts, no two alike, each as the request that WeChat would send over the wire. */
export function messageRequests(count: number, accounts: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = 1 + (index % accounts);
    const userName = userNameOf(number);
    return request(
      `messages/${appidOf(number)}`,
      `<ToUserName><![CDATA[${userName}]]></ToUserName>`,
      messageXml(userName, index),
    );
  });
}

/** Two of three are texts, the others follow or tap. */
function messageXml(userName: string, index: number): string {
  const id = `${randomInt(2 ** 47)}${randomInt(1000)}`;
  const what =
    index % 3 === 0
      ? `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${index % 2 === 0 ? "CLICK" : "subscribe"}]]></Event><EventKey><![CDATA[menu_${id}]]></EventKey>`
      : `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[请问今天几点营业？${id}]]></Content><MsgId>${id}</MsgId>`;
  return `<xml><ToUserName><![CDATA[${userName}]]></ToUserName><FromUserName><![CDATA[o${randomBytes(20).toString("base64url")}]]></FromUserName><CreateTime>${now()}</CreateTime>${what}</xml>`;
}

/** The push of a verify ticket, as the request that WeChat would send. */
export function ticketRequest(): string {
  return request(
    "events",
    `<AppId><![CDATA[${platform.appid}]]></AppId>`,
    `<xml><AppId><![CDATA[${platform.appid}]]></AppId><CreateTime>${now()}</CreateTime><InfoType><![CDATA[component_verify_ticket]]></InfoType><ComponentVerifyTicket><![CDATA[ticket@@@bench]]></ComponentVerifyTicket></xml>`,
  );
}

const now = () => Math.floor(Date.now() / 1000);

function request(path: string, outer: string, plaintext: string): string {
  const encrypted = encrypt(plaintext, platform.appid, platform.aesKey);
  const [timestamp, nonce] = [String(now()), String(randomInt(2 ** 31))];
  const query = new URLSearchParams({
    signature: sign(platform.token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: "aes",
    msg_signature: sign(platform.token, timestamp, nonce, encrypted),
  });
  const body = `<xml>${outer}<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
  return [
    `POST /api/wechat/components/${platform.appid}/${path}?${query.toString()} HTTP/1.1`,
    "Host: localhost",
    "User-Agent: Mozilla/4.0",
    "Accept: */*",
    "Connection: Keep-Alive",
    "Content-Type: text/xml",
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}
