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
/** Today's use of one interface, or why WeChat does not tell it (`wechatErrors` key). */
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
  /** Resets of which nobody knows whether they took effect; not counted as used. */
  unknown: z.number(),
  /** When the next ten begin. */
  renewsAt: time,
});
/** What is left of this month's resets. */
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
/** One press of 重置限额. */
export type QuotaReset = z.infer<typeof quotaResetShape>;

export const quotaResetPageShape = z.object({
  ...allowanceShape.shape,
  ...pageShape(quotaResetShape).shape,
});

export const resetResultShape = z.object({
  outcome: z.enum(quotaResetOutcomes).exclude(["pending"]),
  remaining: z.number(),
  /** `wechatErrors` key of a refusal, or of the answer that did not come. */
  errorKey: z.string().nullable(),
  ...readings,
});
/** How a reset went; `remaining` of this month. */
export type ResetResult = z.infer<typeof resetResultShape>;
