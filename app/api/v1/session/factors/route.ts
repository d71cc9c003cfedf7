import { route } from "#lib/api/index.ts";
import { ownFactors } from "#lib/factors/index.ts";

export const GET = route({ duringEnrolment: true }, ({ actor }) =>
  ownFactors(actor),
);
