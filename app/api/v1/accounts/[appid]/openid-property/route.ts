import {
  openidChoiceQuery,
  openidChoices,
  openidPropertyInput,
  setOpenidProperty,
} from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route(
  { query: openidChoiceQuery },
  ({ actor, params, query }) =>
    openidChoices(actor, params["appid"] ?? "", query),
);
export const PUT = route(
  { body: openidPropertyInput },
  ({ actor, params, body }) =>
    setOpenidProperty(actor, params["appid"] ?? "", body),
);
