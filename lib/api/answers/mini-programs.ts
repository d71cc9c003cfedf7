import { z } from "zod";
import { named, pageOf, time } from "./shapes.ts";

const sendState = {
  testedAt: time.nullable(),
  failing: z.object({ since: time, key: z.string() }).nullable(),
  diedEarlyAt: time.nullable(),
};

export const miniProgramConfig = named(
  "MiniProgramConfig",
  z.object({
    send: z
      .union([
        z.object({
          mode: z.literal("url"),
          url: z.string(),
          method: z.enum(["GET", "POST"]),
          headerNames: z.array(z.string()),
          tokenPath: z.string(),
          sharedWith: z.array(z.string()),
          ...sendState,
        }),
        z.object({ mode: z.literal("app_secret"), ...sendState }),
      ])
      .nullable(),
    receipt: z.object({
      url: z.string().nullable(),
      previousUntil: time.nullable(),
      mode: z.enum(["plain", "compatible", "safe"]).nullable(),
      format: z.enum(["xml", "json"]).nullable(),
      source: z.enum(["wechat", "third_party"]).nullable(),
      encodingAesKeySet: z.boolean(),
      allow: z.array(z.string()),
      verifiedAt: time.nullable(),
      receivedAt: time.nullable(),
      refused: z.object({ at: time, reason: z.string() }).nullable(),
    }),
  }),
);

export const sourceTest = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      id: z.enum(["token", "appid", "unique"]),
      ok: z.boolean(),
      detail: z.string(),
    }),
  ),
});

const receipt = named(
  "Receipt",
  z.object({
    id: z.string(),
    at: time,
    receivedAt: time,
    event: z.enum([
      "subscribe_msg_popup_event",
      "subscribe_msg_change_event",
      "subscribe_msg_sent_event",
    ]),
    openid: z.string(),
    templateId: z.string(),
    outcome: z.string(),
    errorCode: z.string().nullable(),
    messageId: z.string().nullable(),
  }),
);
export const receiptPage = z.object({
  ...pageOf(receipt).shape,
  /** Where a reader goes on later when there is no next page now. */
  resumeCursor: z.string().nullable(),
});

export const receiptStats = z.object({
  days: z.array(
    z.object({ day: z.string(), good: z.number(), bad: z.number() }),
  ),
  templates: z.array(
    z.object({
      templateId: z.string(),
      sent: z.number(),
      delivered: z.number(),
      accepted: z.number(),
      rejected: z.number(),
    }),
  ),
});

export const templates = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      content: z.string(),
      example: z.string(),
    }),
  ),
});
export const testMessage = z.object({ messageId: z.string().nullable() });
