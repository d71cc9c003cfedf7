import { requestLocale, route } from "#lib/api/index.ts";
import {
  invitationInput,
  invitationList,
  invitationPageShape,
  invitationQuery,
  inviteMember,
  linkToPassShape,
} from "#lib/identity/members/index.ts";

export const GET = route(
  {
    operation: {
      id: "listInvitations",
      group: "members",
      action: "members.read",
    },
    answer: invitationPageShape,
    query: invitationQuery,
  },
  ({ actor, query }) => invitationList(actor, query),
);
export const POST = route(
  {
    operation: {
      id: "inviteMember",
      group: "members",
      action: "members.manage",
      example: {
        body: { email: "hanmeimei@example.com", role: "operator", days: 3 },
      },
    },
    answer: linkToPassShape,
    body: invitationInput,
    status: 201,
  },
  ({ actor, body, request }) =>
    inviteMember(actor, body, requestLocale(request)),
);
