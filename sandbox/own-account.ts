import { createHash } from "node:crypto";
import { z } from "zod";
import { Refusal } from "./refusal.ts";
import type { Account } from "./types.ts";
import type { World } from "./world.ts";

const TOKEN_SECONDS = 7200;
/** In its last five minutes a stable token has a successor, and both are good (protocol 6). */
const OVERLAP_SECONDS = 300;
const FORCE_PAUSE_MS = 30_000;

/** The AppSecret of a sample account: always the same, so that what was typed once goes on working. */
export function appSecretOf(appid: string): string {
  return createHash("sha256")
    .update(`secret of ${appid}`)
    .digest("hex")
    .slice(0, 32);
}

/** `POST /cgi-bin/stable_token` (protocol 6). @throws {Refusal} */
export function stableToken(
  world: World,
  body: Record<string, unknown>,
): object {
  const account = world.account(body["appid"]);
  if (!account) throw new Refusal(40013, "invalid appid");
  if (body["secret"] !== appSecretOf(account.appid))
    throw new Refusal(40125, "invalid appsecret");
  const { ownTokens } = world.state;
  const now = Date.now();
  const left = (expiresAt: number) => Math.floor((expiresAt - now) / 1000);
  const living = ownTokens.findLast(
    ({ appid, expiresAt }) =>
      appid === account.appid && left(expiresAt) > OVERLAP_SECONDS,
  );
  const forced =
    body["force_refresh"] === true &&
    (living === undefined || now - living.issuedAt >= FORCE_PAUSE_MS);
  if (living && !forced)
    return { access_token: living.value, expires_in: left(living.expiresAt) };
  if (living) living.expiresAt = now;
  const issued = world.issue("", TOKEN_SECONDS);
  ownTokens.push({ ...issued, appid: account.appid, issuedAt: now });
  return { access_token: issued.value, expires_in: TOKEN_SECONDS };
}

/** Somebody else voids an account's own token, as an old program does that uses `/cgi-bin/token` by force. */
export function voidOwnTokens(world: World, appid: string): void {
  for (const token of world.state.ownTokens)
    if (token.appid === appid) token.expiresAt = Date.now();
}

/** Templates that every Mini Program of the sandbox has chosen. */
export const templates = [
  {
    priTmplId: "sandboxTemplateOrderReady0000000000000000000",
    title: "取餐提醒",
    content: "取餐码:{{character_string1.DATA}}\n门店:{{thing2.DATA}}\n",
    example: "取餐码:A102\n门店:云杉咖啡西湖店\n",
    type: 2,
  },
  {
    priTmplId: "sandboxTemplateAppointment000000000000000000",
    title: "预约提醒",
    content: "预约时间:{{time1.DATA}}\n备注:{{thing2.DATA}}\n",
    example: "预约时间:2026年12月1日 15:00\n备注:请提前到店\n",
    type: 2,
  },
];

const message = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.string() })),
});

/** A subscribe message that was taken, of which a receipt will tell. */
export interface SentMessage {
  appid: string;
  openid: string;
  templateId: string;
  messageId: string;
}

/**
 * `POST /cgi-bin/message/subscribe/send` (protocol 7.3). Who is reached: openids begin with `o`; those with `refused` in
 * them have not subscribed.
 * @returns what the receipt will tell
 * @throws {Refusal} 40003, 40037, 41030, 43101, 47003
 */
export function sendSubscribe(
  body: Record<string, unknown>,
): Pick<SentMessage, "openid" | "templateId"> {
  const given = message.safeParse(body);
  if (!given.success) throw new Refusal(47001, "data format error");
  const { touser, template_id, data, page } = given.data;
  if (!/^o\w/.test(touser)) throw new Refusal(40003, "invalid openid");
  const template = templates.find(({ priTmplId }) => priTmplId === template_id);
  if (!template) throw new Refusal(40037, "invalid template_id");
  if (page !== undefined && !page.startsWith("pages/"))
    throw new Refusal(41030, "invalid page");
  if (touser.includes("refused"))
    throw new Refusal(43101, "user refuse to accept the msg");
  const keys = [...template.content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(
    ([, key = ""]) => key,
  );
  for (const key of keys) {
    const value = data[key]?.value ?? "";
    const most = key.startsWith("thing") ? 20 : 32;
    if (value === "" || [...value].length > most)
      throw new Refusal(47003, `argument invalid! data.${key}.value invalid`);
  }
  return { openid: touser, templateId: template_id };
}

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
