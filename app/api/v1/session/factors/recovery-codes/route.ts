import { answers, route } from "#lib/api/index.ts";
import { renewRecoveryCodes } from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "renewRecoveryCodes",
      group: "session",
      action: "factors.own",
    },
    answer: answers.recoveryCodes,
    status: 201,
  },
  ({ actor }) => renewRecoveryCodes(actor),
);
