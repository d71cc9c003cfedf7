import { route } from "#lib/api/index.ts";
import {
  rejectedInput,
  rejectionShape,
  reportRejectedToken,
} from "#lib/credentials/tokens/index.ts";

export const POST = route(
  {
    params: ["appid"],
    operation: {
      id: "reportRejectedToken",
      group: "tokens",
      action: "tokens.read",
      example: {
        body: {
          tokenHash:
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        },
      },
    },
    answer: rejectionShape,
    body: rejectedInput,
  },
  ({ actor, body, params }) => reportRejectedToken(actor, params.appid, body),
);
