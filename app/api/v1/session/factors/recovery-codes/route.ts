import { route } from "#lib/api/index.ts";
import {
  recoveryCodesShape,
  renewRecoveryCodes,
} from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "renewRecoveryCodes",
      group: "session",
      action: "factors.own",
    },
    answer: recoveryCodesShape,
    status: 201,
  },
  ({ actor }) => renewRecoveryCodes(actor),
);
