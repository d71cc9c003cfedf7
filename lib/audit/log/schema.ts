import { z } from "zod";
import { auditOutcomes } from "#lib/audit/kinds.ts";
import { named, pageShape, time } from "#lib/base/shapes.ts";

const auditEntryShape = named(
  "AuditEntry",
  z.object({
    id: z.string(),
    at: time,
    actor: z.object({
      kind: z.string(),
      id: z.string().nullable(),
      name: z.string(),
    }),
    action: z.string(),
    subject: z
      .object({
        id: z.string(),
        /** What the console knows it as today. */
        name: z.string().nullable(),
      })
      .nullable(),
    outcome: z.enum(auditOutcomes),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
  }),
);
/** One row of the audit log. */
export type AuditRow = z.infer<typeof auditEntryShape>;

export const auditPageShape = pageShape(auditEntryShape);
