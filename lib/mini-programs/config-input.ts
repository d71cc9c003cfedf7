import { z } from "zod";
import { addressList } from "#lib/base/address-list.ts";
import { isEncodingAesKey } from "#lib/wechat/index.ts";
import { pushModes } from "#lib/wechat/kinds.ts";
import { pushFormats, pushSources, urlMethods } from "./kinds.ts";

const headerName = z
  .string()
  .max(100, { error: "too_long" })
  .regex(/^[!#$%&'*+.^_`|~\w-]+$/, { error: "header_name" })
  .refine(
    (name) =>
      !/^(host|content-length|transfer-encoding|connection|accept-encoding)$/i.test(
        name,
      ),
    {
      error: "header_name",
    },
  );
const headerValue = z
  .string()
  .max(2_000, { error: "too_long" })
  .regex(/^[\x21-\x7e][\x20-\x7e]*$/, { error: "header_value" });

/** How a Mini Program gets its token. Secrets may be omitted; they are then kept. */
export const sendInput = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("url"),
    url: z.string().trim().min(1, { error: "required" }).optional(),
    method: z.enum(urlMethods).default("GET"),
    /** Replaces all headers; if omitted, they are kept while the URL's host is unchanged. */
    headers: z
      .record(headerName, headerValue)
      .refine((headers) => Object.keys(headers).length <= 10, {
        error: "too_long",
      })
      .optional(),
    tokenPath: z
      .string()
      .trim()
      .max(200, { error: "too_long" })
      .regex(/^([^.\s]+(\.[^.\s]+)*)?$/, { error: "field_path" })
      .default(""),
  }),
  z.strictObject({
    mode: z.literal("app_secret"),
    appSecret: z
      .string()
      .regex(/^[0-9a-zA-Z]{32}$/, { error: "mini_program_secret" })
      .optional(),
  }),
]);
export type SendInput = z.infer<typeof sendInput>;

/** The Mini Program's message push settings at WeChat. */
const receiptInput = z.strictObject({
  token: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, { error: "message_token" })
    .optional(),
  /** Not needed in plain mode. */
  encodingAesKey: z
    .string()
    .refine(isEncodingAesKey, { error: "encoding_aes_key" })
    .optional(),
  mode: z.enum(pushModes),
  format: z.enum(pushFormats),
  source: z.enum(pushSources),
  /** Addresses or networks that may push; empty: all. */
  allow: addressList.optional(),
});
export type ReceiptInput = z.infer<typeof receiptInput>;

/** What `PUT /accounts/{appid}/mini-program-config` takes: both parts, or one. */
export const configInput = z.strictObject({
  /** Null removes the sending configuration. */
  send: sendInput.nullable().optional(),
  receipt: receiptInput.optional(),
});
