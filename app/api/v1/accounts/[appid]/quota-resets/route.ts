import { route } from "#lib/api/index.ts";
import {
  quotaResetList,
  resetInput,
  resetQuery,
  resetQuota,
} from "#lib/quota/index.ts";

export const GET = route({ query: resetQuery }, ({ actor, params, query }) =>
  quotaResetList(actor, params["appid"] ?? "", query),
);
export const POST = route(
  { body: resetInput, status: 201 },
  ({ actor, params }) => resetQuota(actor, params["appid"] ?? ""),
);
