import type { ProblemKind } from "#lib/monitoring/status/index.ts";

/** Where a problem is mended; none where nothing in the console mends it. */
export const problemPlaces: Partial<Record<ProblemKind, string>> = {
  platform_missing: "/settings/platform",
  ticket_never: "/settings/platform",
  ticket_late: "/settings/platform",
  ticket_expired: "/settings/platform",
  platform_token_failing: "/settings/platform",
  accounts_need_authorization: "/accounts",
  tokens_failing: "/accounts",
  events_parked: "/events?state=failed",
  webhooks_failing: "/settings/webhooks",
};
