import { requestLocale, route } from "#lib/api/index.ts";
import { linkToPassShape, makeResetLink } from "#lib/identity/members/index.ts";

export const POST = route(
  {
    params: ["id"],
    operation: {
      id: "makeResetLink",
      group: "members",
      action: "members.manage",
    },
    answer: linkToPassShape,
    status: 201,
  },
  ({ actor, params, request }) =>
    makeResetLink(actor, params.id, requestLocale(request)),
);
