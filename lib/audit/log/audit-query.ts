import { z } from "zod";
import { auditOutcomes } from "#lib/audit/kinds.ts";
import { auditAreaNames } from "./areas.ts";

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => !value.includes("\0"));
/** A time, or a day in Beijing time, of which the beginning or the end is used. */
const moment = (hour: "00" | "24") =>
  z.union([
    z.iso
      .date()
      .transform((day) => new Date(`${day}T${hour}:00:00+08:00`).toISOString()),
    z.iso.datetime({ offset: true }),
  ]);

/** The filters of the audit log; a row must match all that are given. */
export const auditFilter = {
  /** The id of a person or key. */
  actor: text.optional(),
  /** The id of what was changed: an account's AppID, a person's id … */
  subject: text.optional(),
  area: z.enum(auditAreaNames).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  /** Inclusive; a day means its beginning in Beijing. */
  from: moment("00").optional(),
  /** Exclusive; a day means its end in Beijing. */
  to: moment("24").optional(),
  /** An account by name or AppID, a person by name or e-mail, a key by name or prefix, or a request id. */
  q: text.max(100).optional(),
};

/** What `GET /audit-log` takes. */
export const auditQuery = z.strictObject({
  ...auditFilter,
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.input<typeof auditQuery>;
export type AuditFilter = z.output<z.ZodObject<typeof auditFilter>>;

/**
 * The filters in a page's query string, as written there. Invalid ones are ignored, because a URL may be typed by hand.
 */
export function readAuditQuery(
  given: Record<string, unknown>,
): Omit<AuditQuery, "limit"> {
  const { area, outcome, ...texts } = auditQuery.shape;
  const text = (name: Exclude<keyof typeof texts, "limit">) => {
    const value = given[name];
    return typeof value === "string" && texts[name].safeParse(value).success
      ? value
      : undefined;
  };
  return {
    actor: text("actor"),
    subject: text("subject"),
    area: area.safeParse(given["area"]).data,
    outcome: outcome.safeParse(given["outcome"]).data,
    from: text("from"),
    to: text("to"),
    q: text("q"),
    cursor: text("cursor"),
  };
}
