import { z } from "zod";
import { named, pageOf, time } from "./shapes.ts";

const eventFields = {
  id: z.string(),
  channel: z.enum(["event", "message", "receipt"]),
  name: z.string(),
  account: z
    .object({ appid: z.string(), name: z.string().nullable() })
    .nullable(),
  receivedAt: time,
  state: z.enum(["pending", "done", "failed"]),
  attempts: z.number(),
  nextAttemptAt: time.nullable(),
  errorKey: z.string().nullable(),
};
export const eventPage = pageOf(named("CallbackEvent", z.object(eventFields)));
export const eventDetail = z.object({
  ...eventFields,
  /**
   * What it said, with what is secret or personal left out; `dropped` when its time was over, null when it cannot be
   * opened any more.
   */
  body: z.union([
    z.object({
      format: z.enum(["xml", "json", "unreadable"]),
      text: z.string(),
    }),
    z.literal("dropped"),
    z.null(),
  ]),
});
