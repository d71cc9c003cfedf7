import { z } from "zod";
import { named, time } from "#lib/base/shapes.ts";
import { tokenSources } from "./kinds.ts";

export const accessTokenShape = named(
  "AccessToken",
  z.object({
    accessToken: z.string(),
    expiresAt: time,
    source: z.enum(tokenSources),
  }),
);
/** A valid access token of one account. */
export type AccessToken = z.infer<typeof accessTokenShape>;

export const rejectionShape = z.object({ renewed: z.boolean() });
