import { z } from "zod";
import { listShape, named, time } from "#lib/base/shapes.ts";
import { retentionKinds, retentionSources } from "./kinds.ts";

const retentionShape = named(
  "Retention",
  z.object({
    kind: z.enum(retentionKinds),
    /** In force. */
    days: z.number(),
    source: z.enum(retentionSources),
    /** What holds when nothing is set in the console. */
    default: z.object({ days: z.number(), variable: z.string().nullable() }),
    least: z.number(),
    most: z.number(),
    /** Who set it in the console, and when. */
    set: z.object({ by: z.string(), at: time }).nullable(),
  }),
);
/** How long something is kept, and who says so. */
export type Retention = z.infer<typeof retentionShape>;

export const retentionListShape = listShape(retentionShape);
