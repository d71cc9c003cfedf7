import { route } from "#lib/api/index.ts";
import { quotaToday } from "#lib/quota/index.ts";

export const GET = route({}, ({ actor, params }) =>
  quotaToday(actor, params["appid"] ?? ""),
);
