import { route } from "#lib/api/index.ts";
import {
  quotaResetList,
  quotaResetPageShape,
  resetInput,
  resetQuery,
  resetQuota,
  resetResultShape,
} from "#lib/accounts/quota/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "listQuotaResets",
      group: "quota",
      action: "accounts.read",
    },
    answer: quotaResetPageShape,
    query: resetQuery,
  },
  ({ actor, params, query }) => quotaResetList(actor, params.appid, query),
);
export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "resetQuota",
      group: "quota",
      action: "accounts.reset_quota",
      example: { body: {} },
    },
    answer: resetResultShape,
    body: resetInput,
    status: 201,
  },
  ({ actor, params }) => resetQuota(actor, params.appid),
);
