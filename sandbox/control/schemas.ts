import { z } from "zod";

const failure = z.union([
  z.strictObject({
    path: z.string(),
    times: z.number().int().positive(),
    errcode: z.number().int(),
  }),
  z.strictObject({
    path: z.string(),
    times: z.number().int().positive(),
    kind: z.enum(["dropped", "timeout", "http502", "html", "truncated"]),
  }),
]);
export const scenario = z.strictObject({
  latencyMs: z.number().int().min(0),
  failures: z.array(failure),
  pushOrder: z.enum(["push_first", "redirect_first", "together"]),
  pushDelayMs: z.number().int().min(0),
  pushCopies: z.number().int().min(0),
  losePushes: z.number().int().min(0),
  tokenOverlapSeconds: z.union([z.literal(0), z.literal(300)]),
  rotateRefreshTokens: z.boolean(),
  answerAfterMs: z.number().int().min(0),
  whitelist: z.array(z.string()).nullable(),
  clockAheadSeconds: z.number().int(),
});
export const appid = z.object({ appid: z.string() });
export const idList = z.union([
  z.array(z.coerce.number().int()),
  z.string().transform((list) => list.split(",").map(Number)),
]);
export const push = z.object({
  kind: z.enum(["event", "message"]),
  appid: z.string().optional(),
  userName: z.string().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  xml: z.string().optional(),
  tamper: z
    .enum(["signature", "key", "appid", "padding", "truncate"])
    .optional(),
});

const mode = z.enum(["plain", "compatible", "safe"]);
export const pushSetting = z.strictObject({
  appid: z.string(),
  url: z.url(),
  token: z.string(),
  aesKey: z.string().default(""),
  mode,
  format: z.enum(["xml", "json"]),
});
export const accountEvent = z.strictObject({
  appid: z.string(),
  event: z.string(),
  openid: z.string(),
  createTime: z.number().int().optional(),
  entries: z.array(z.record(z.string(), z.string())).default([]),
  manner: z
    .strictObject({
      tamper: z.enum(["signature", "key", "appid"]),
      mode,
      forwarder: z.enum(["plain", "bom", "crlf", "with_query"]),
    })
    .partial()
    .default({}),
});
