import { z } from "zod";
import { named } from "#lib/base/shapes.ts";

/** A refusal (RFC 9457): `code` is stable, `detail` is for people. */
export const problemShape = named(
  "Problem",
  z.object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string().nullable(),
    errors: z
      .array(
        z.object({ field: z.string(), code: z.string(), detail: z.string() }),
      )
      .optional(),
  }),
);
