import { pushFormats, pushSources, sendModes } from "#lib/base/db/kinds.ts";

export { pushFormats, pushSources, sendModes };
export type PushSource = (typeof pushSources)[number];

/** How an Access Token URL is asked. */
export const urlMethods = ["GET", "POST"] as const;

/** The steps in which a source of tokens is tested. */
export const sourceChecks = ["token", "appid", "unique"] as const;
