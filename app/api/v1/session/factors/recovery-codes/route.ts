import { route } from "#lib/api/index.ts";
import { renewRecoveryCodes } from "#lib/factors/index.ts";

export const POST = route({ status: 201 }, ({ actor }) =>
  renewRecoveryCodes(actor),
);
