import { quotaResetOutcomes } from "#lib/base/db/kinds.ts";

export { quotaResetOutcomes };
export type QuotaResetOutcome = (typeof quotaResetOutcomes)[number];
