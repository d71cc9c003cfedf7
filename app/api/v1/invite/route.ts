import { publicRoute } from "#lib/api/index.ts";
import { acceptanceInput, acceptInvitation } from "#lib/members/index.ts";

export const POST = publicRoute(
  { body: acceptanceInput, status: 201 },
  ({ body, visitor }) => acceptInvitation(body, visitor),
);
