import { route } from "#lib/api/index.ts";
import {
  profileFactorsShape,
  profileFactors,
} from "#lib/identity/second-factors/index.ts";

export const GET = route(
  {
    operation: {
      id: "getOwnFactors",
      group: "session",
      action: "factors.own",
    },
    answer: profileFactorsShape,
    duringEnrolment: true,
  },
  ({ actor }) => profileFactors(actor),
);
