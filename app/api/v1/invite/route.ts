import { publicRoute } from "#lib/api/index.ts";
import {
  acceptanceInput,
  acceptInvitation,
  ownAddressShape,
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
    answer: ownAddressShape,
    body: acceptanceInput,
    status: 201,
  },
  ({ body, visitor }) => acceptInvitation(body, visitor),
);
