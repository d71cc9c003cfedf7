import { publicRoute } from "#lib/api/index.ts";
import {
  acceptanceInput,
  acceptInvitation,
  profileEmailShape,
} from "#lib/identity/members/index.ts";

export const POST = publicRoute(
  {
    operation: {
      id: "acceptInvitation",
      group: "session",
      action: null,
      example: {
        body: {
          token: "…",
          name: "Han Meimei",
          password: "plum blossom in snow",
        },
      },
    },
    answer: profileEmailShape,
    body: acceptanceInput,
    status: 201,
  },
  ({ body, visitor }) => acceptInvitation(body, visitor),
);
