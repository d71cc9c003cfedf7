import { answers, route } from "#lib/api/index.ts";
import { getAccessToken } from "#lib/credentials/tokens/index.ts";

export const GET = route(
  {
    operation: {
      id: "readAccessToken",
      group: "tokens",
      action: "tokens.read",
    },
    answer: answers.accessToken,
  },
  ({ actor, params }) => getAccessToken(actor, params["appid"] ?? ""),
);
