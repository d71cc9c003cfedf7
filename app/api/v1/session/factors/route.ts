import { route } from "#lib/api/index.ts";
import {
  ownFactorsShape,
  profileFactors,
} from "#lib/identity/second-factors/index.ts";

export const GET = route(
  {
    operation: {
      id: "getOwnFactors",
      group: "session",
      action: "factors.own",
    },
    answer: ownFactorsShape,
    duringEnrolment: true,
  },
  ({ actor }) => profileFactors(actor),
);
