import { route } from "#lib/api/index.ts";
import { attestationOptions } from "#lib/factors/index.ts";

export const POST = route({ duringEnrolment: true }, ({ actor }) =>
  attestationOptions(actor),
);
