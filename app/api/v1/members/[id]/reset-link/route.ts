import { answers, requestLocale, route } from "#lib/api/index.ts";
import { makeResetLink } from "#lib/identity/members/index.ts";

export const POST = route(
  {
    operation: {
      id: "makeResetLink",
      group: "members",
      action: "members.manage",
    },
    answer: answers.linkToPass,
    status: 201,
  },
  ({ actor, params, request }) =>
    makeResetLink(actor, params["id"] ?? "", requestLocale(request)),
);
