import { z } from "zod";
import { knownText, named, time } from "#lib/base/shapes.ts";
import { type ProblemKind, severities } from "./kinds.ts";

const problemShape = z.object({
  /** The same for as long as the problem lasts. */
  id: z.string(),
  kind: knownText<ProblemKind>(),
  severity: z.enum(severities),
  since: time,
  details: z.object({
    count: z.number(),
    key: z.string().nullable(),
    api: z.string().nullable(),
  }),
});
/** A current problem. */
export type Problem = z.infer<typeof problemShape>;

export const statusShape = named(
  "Status",
  z.object({
    /** By the database's clock. */
    at: time,
    well: z.boolean(),
    problems: z.array(problemShape),
    facts: z.object({
      ticketReceivedAt: time.nullable(),
      platformTokenExpiresAt: time.nullable(),
      lastCallbackAt: time.nullable(),
      reconciliation: z
        .object({
          finishedAt: time,
          found: z.number(),
          added: z.number(),
          mended: z.number(),
          deauthorized: z.number(),
        })
        .nullable(),
    }),
  }),
);
/** How everything is, with what operators can understand. */
export type Status = z.infer<typeof statusShape>;
