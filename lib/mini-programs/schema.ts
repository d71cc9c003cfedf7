import { z } from "zod";
import { named, time } from "#lib/base/shapes.ts";
import { pushModes } from "#lib/wechat/kinds.ts";
import { pushFormats, pushSources, sourceChecks, urlMethods } from "./kinds.ts";

const sendState = {
  testedAt: time.nullable(),
  /** Since when no token could be got, and why not the last time; `key` is one of `wechatErrors` or of `api`. */
  failing: z.object({ since: time, key: z.string() }).nullable(),
  /** When WeChat last refused a token before its end. */
  diedEarlyAt: time.nullable(),
};

const sendConfigShape = z.union([
  z.object({
    mode: z.literal("url"),
    /** Without its query, which may hold a key. */
    url: z.string(),
    method: z.enum(urlMethods),
    headerNames: z.array(z.string()),
    tokenPath: z.string(),
    /** Other Mini Programs with the same address. */
    sharedWith: z.array(z.string()),
    ...sendState,
  }),
  z.object({ mode: z.literal("app_secret"), ...sendState }),
]);
/** How a Mini Program gets its token, without what is secret. */
export type SendConfig = z.infer<typeof sendConfigShape>;

const receiptConfigShape = z.object({
  /** The receipt address (回执地址); null for those who may not configure. */
  url: z.string().nullable(),
  /** Until when the address before it is good. */
  previousUntil: time.nullable(),
  /** null as long as nothing is saved. */
  mode: z.enum(pushModes).nullable(),
  format: z.enum(pushFormats).nullable(),
  source: z.enum(pushSources).nullable(),
  encodingAesKeySet: z.boolean(),
  allow: z.array(z.string()),
  /** When WeChat's check of the address last passed. */
  verifiedAt: time.nullable(),
  receivedAt: time.nullable(),
  /** The last check or push that was refused; `reason` is a message key. */
  refused: z.object({ at: time, reason: z.string() }).nullable(),
});
/** What the message push of a Mini Program is set to, without what is secret. */
export type ReceiptConfig = z.infer<typeof receiptConfigShape>;

export const miniProgramConfigShape = named(
  "MiniProgramConfig",
  z.object({
    send: sendConfigShape.nullable(),
    receipt: receiptConfigShape,
  }),
);
export type MiniProgramConfig = z.infer<typeof miniProgramConfigShape>;

export const sourceTestShape = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      id: z.enum(sourceChecks),
      ok: z.boolean(),
      detail: z.string(),
    }),
  ),
});
/** How a test of a source went, in the words of the reader's language. */
export type SourceTest = z.infer<typeof sourceTestShape>;
