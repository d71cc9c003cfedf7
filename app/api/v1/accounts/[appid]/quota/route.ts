import { answers, route } from "#lib/api/index.ts";
import { quotaToday } from "#lib/accounts/quota/index.ts";

export const GET = route(
  {
    operation: { id: "readQuota", group: "quota", action: "accounts.read" },
    answer: answers.quotaToday,
  },
  ({ actor, params }) => quotaToday(actor, params["appid"] ?? ""),
);
