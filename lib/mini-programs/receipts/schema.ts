import { z } from "zod";
import { named, pageShape, time } from "#lib/base/shapes.ts";
import { subscribeEventNames } from "./kinds.ts";

const receiptShape = named(
  "Receipt",
  z.object({
    id: z.string(),
    /** When it happened, by WeChat's clock. */
    at: time,
    receivedAt: time,
    event: z.enum(subscribeEventNames),
    openid: z.string(),
    templateId: z.string(),
    outcome: z.string(),
    errorCode: z.string().nullable(),
    /** A text: such ids exceed 2^53. */
    messageId: z.string().nullable(),
  }),
);
/** One entry of a subscribe-message event. */
export type Receipt = z.infer<typeof receiptShape>;

export const receiptPageShape = z.object({
  ...pageShape(receiptShape).shape,
  /** Where a reader resumes later when there is no next page now. */
  resumeCursor: z.string().nullable(),
});

export const receiptStatsShape = z.object({
  days: z.array(
    z.object({
      /** `2026-11-21` */
      day: z.string(),
      good: z.number(),
      bad: z.number(),
    }),
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
export type ReceiptStats = z.infer<typeof receiptStatsShape>;
/** Outcomes of the messages of one day in Asia/Shanghai. */
export type DayOutcome = ReceiptStats["days"][number];
/** Outcomes of one template's messages in these days. */
export type TemplateOutcome = ReceiptStats["templates"][number];

export const templateListShape = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      content: z.string(),
      example: z.string(),
    }),
  ),
});
export const sentMessageShape = z.object({ messageId: z.string().nullable() });
