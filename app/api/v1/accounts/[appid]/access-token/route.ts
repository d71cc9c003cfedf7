import { route } from "#lib/api/index.ts";
import {
  accessTokenShape,
  getAccessToken,
} from "#lib/credentials/tokens/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "readAccessToken",
      group: "tokens",
      action: "tokens.read",
    },
    answer: accessTokenShape,
  },
  ({ actor, params }) => getAccessToken(actor, params.appid),
);
