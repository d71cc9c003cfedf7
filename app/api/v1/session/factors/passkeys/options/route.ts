import { route } from "#lib/api/index.ts";
import {
  attestationOptions,
  passkeyOptionsShape,
} from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "beginPasskey",
      group: "session",
      action: "factors.own",
    },
    answer: passkeyOptionsShape,
    duringEnrolment: true,
  },
  async ({ actor }) => ({ ...(await attestationOptions(actor)) }),
);
