import { answers, route } from "#lib/api/index.ts";
import { attestationOptions } from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "beginPasskey",
      group: "session",
      action: "factors.own",
    },
    answer: answers.passkeyOptions,
    duringEnrolment: true,
  },
  async ({ actor }) => ({ ...(await attestationOptions(actor)) }),
);
