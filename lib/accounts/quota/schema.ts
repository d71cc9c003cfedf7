import { z } from "zod";
import { knownText, pageShape, time } from "#lib/base/shapes.ts";
import { quotaResetOutcomes } from "./kinds.ts";
import type { ImportantPath } from "./quota-rules.ts";

const interfaceQuotaShape = z.union([
  z.object({
    path: knownText<ImportantPath>(),
    dailyLimit: z.number(),
    used: z.number(),
    remain: z.number(),
  }),
  z.object({ path: knownText<ImportantPath>(), errorKey: z.string() }),
]);
/** Today's use of one interface, or the `wechatErrors` key why it is unavailable. */
export type InterfaceQuota = z.infer<typeof interfaceQuotaShape>;

export const quotaTodayShape = z.object({
  interfaces: z.array(interfaceQuotaShape),
});

const useShape = z.object({
  path: z.string(),
  used: z.number(),
  limit: z.number(),
});
const readings = {
  before: z.array(useShape).nullable(),
  after: z.array(useShape).nullable(),
};

const allowanceShape = z.object({
  limit: z.number(),
  remaining: z.number(),
  /** Resets with an unknown outcome; not counted as used. */
  unknown: z.number(),
  /** When the next ten become available. */
  renewsAt: time,
});
/** The remaining resets of this month. */
export type Allowance = z.infer<typeof allowanceShape>;

const quotaResetShape = z.object({
  id: z.string(),
  at: time,
  by: z.string(),
  outcome: z.enum(quotaResetOutcomes),
  /** `wechatErrors` key. */
  errorKey: z.string().nullable(),
  ...readings,
});
/** One reset (重置限额). */
export type QuotaReset = z.infer<typeof quotaResetShape>;

export const quotaResetPageShape = z.object({
  ...allowanceShape.shape,
  ...pageShape(quotaResetShape).shape,
});

export const resetResultShape = z.object({
  outcome: z.enum(quotaResetOutcomes).exclude(["pending"]),
  remaining: z.number(),
  /** `wechatErrors` key of a refusal or a missing answer. */
  errorKey: z.string().nullable(),
  ...readings,
});
/** The outcome of a reset; `remaining` this month. */
export type ResetResult = z.infer<typeof resetResultShape>;
