import { route } from "#lib/api/index.ts";
import { getAccessToken } from "#lib/tokens/index.ts";

export const GET = route({}, ({ actor, params }) =>
  getAccessToken(actor, params["appid"] ?? ""),
);
