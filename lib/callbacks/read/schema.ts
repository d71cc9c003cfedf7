import { z } from "zod";
import { named, pageShape, time } from "#lib/base/shapes.ts";
import { bodyFormats, eventChannels, eventStates } from "./kinds.ts";

const eventFields = {
  id: z.string(),
  channel: z.enum(eventChannels),
  /** WeChat's own word for it. */
  name: z.string(),
  /** Whose it is; `name` null when the console does not know the account. */
  account: z
    .object({ appid: z.string(), name: z.string().nullable() })
    .nullable(),
  receivedAt: time,
  /** `failed`: parked, not tried again by itself. */
  state: z.enum(eventStates),
  attempts: z.number(),
  nextAttemptAt: time.nullable(),
  /** Why the last attempt failed, a key of the messages `wechatErrors`. */
  errorKey: z.string().nullable(),
};

const eventShape = named("CallbackEvent", z.object(eventFields));
/** One callback of WeChat's and what became of it. */
export type CallbackEvent = z.infer<typeof eventShape>;

export const eventPageShape = pageShape(eventShape);

const maskedBodyShape = z.object({
  format: z.enum(bodyFormats),
  text: z.string(),
});
/** What a callback said, formatted, with every value masked that is not known to be harmless. */
export type MaskedBody = z.infer<typeof maskedBodyShape>;

export const eventDetailShape = z.object({
  ...eventFields,
  /** `dropped` when it was no longer kept; null when the key that sealed it is gone. */
  body: z.union([maskedBodyShape, z.literal("dropped"), z.null()]),
});
/** An event with what it said, as far as that may be shown. */
export type CallbackEventDetail = z.infer<typeof eventDetailShape>;
