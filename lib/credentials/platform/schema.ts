import { z } from "zod";
import { named, time } from "#lib/base/shapes.ts";
import { componentTokenStates, settingSources, ticketStates } from "./kinds.ts";

const secretShape = z.object({ set: z.boolean() });

const healthShape = z.object({
  ticket: z.object({
    state: z.enum(ticketStates),
    receivedAt: time.nullable(),
    expiresAt: time.nullable(),
  }),
  componentToken: z.object({
    state: z.enum(componentTokenStates),
    expiresAt: time.nullable(),
  }),
  lastCallback: z.object({ at: time, name: z.string() }).nullable(),
  lastError: z
    .object({ at: time, key: z.string(), api: z.string() })
    .nullable(),
});
export type PlatformHealth = z.infer<typeof healthShape>;

export const platformShape = named(
  "Platform",
  z.object({
    configured: z.boolean(),
    simulated: z.boolean(),
    source: z.enum(settingSources),
    componentAppid: z.string().nullable(),
    displayName: z.string().nullable(),
    secrets: z.object({
      appSecret: secretShape,
      token: secretShape,
      encodingAesKey: secretShape,
      previousEncodingAesKey: z.object({ until: time }).nullable(),
    }),
    /** The values to enter at open.weixin.qq.com (protocol 0.1). */
    urls: z.object({
      events: z.string().nullable(),
      messages: z.string().nullable(),
      launchDomain: z.string(),
    }),
    sandboxOrigin: z.string().nullable(),
    health: healthShape,
  }),
);
/** The third-party platform as its page shows it, without secrets. */
export type PlatformOverview = z.infer<typeof platformShape>;

export const pushStartedShape = z.object({ restarted: z.boolean() });
