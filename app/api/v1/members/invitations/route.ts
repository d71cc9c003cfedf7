import { requestLocale, route } from "#lib/api/index.ts";
import {
  invitationInput,
  invitationList,
  invitationQuery,
  inviteMember,
} from "#lib/members/index.ts";

export const GET = route({ query: invitationQuery }, ({ actor, query }) =>
  invitationList(actor, query),
);
export const POST = route(
  { body: invitationInput, status: 201 },
  ({ actor, body, request }) =>
    inviteMember(actor, body, requestLocale(request)),
);
