import { route } from "#lib/api/index.ts";
import { quotaToday, quotaTodayShape } from "#lib/accounts/quota/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: { id: "readQuota", group: "quota", action: "accounts.read" },
    answer: quotaTodayShape,
  },
  ({ actor, params }) => quotaToday(actor, params.appid),
);
