import { answers, route } from "#lib/api/index.ts";
import {
  quotaResetList,
  resetInput,
  resetQuery,
  resetQuota,
} from "#lib/accounts/quota/index.ts";

export const GET = route(
  {
    operation: {
      id: "listQuotaResets",
      group: "quota",
      action: "accounts.read",
    },
    answer: answers.quotaResetPage,
    query: resetQuery,
  },
  ({ actor, params, query }) =>
    quotaResetList(actor, params["appid"] ?? "", query),
);
export const POST = route(
  {
    operation: {
      id: "resetQuota",
      group: "quota",
      action: "accounts.reset_quota",
      example: { body: {} },
    },
    answer: answers.quotaReset,
    body: resetInput,
    status: 201,
  },
  ({ actor, params }) => resetQuota(actor, params["appid"] ?? ""),
);
