import { answers, route } from "#lib/api/index.ts";
import { profileFactors } from "#lib/identity/second-factors/index.ts";

export const GET = route(
  {
    operation: {
      id: "getOwnFactors",
      group: "session",
      action: "factors.own",
    },
    answer: answers.ownFactors,
    duringEnrolment: true,
  },
  ({ actor }) => profileFactors(actor),
);
