import { z } from "zod";
import { Refusal } from "./refusal.ts";

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

/** A subscribe message that was accepted; its receipt follows. */
export interface SentMessage {
  appid: string;
  openid: string;
  templateId: string;
  messageId: string;
}

/**
 * `POST /cgi-bin/message/subscribe/send` (protocol 7.3). OpenIDs begin with `o`; those that contain `refused` have not
 * subscribed.
 * @returns the content of the receipt
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
