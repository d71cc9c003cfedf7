import { publicRoute } from "#lib/api/index.ts";
import {
  completeSetup,
  profileEmailShape,
  setupInput,
} from "#lib/identity/members/index.ts";

export const POST = publicRoute(
  {
    operation: {
      id: "completeSetup",
      group: "session",
      action: null,
      example: {
        body: {
          token: "…",
          name: "Li Lei",
          email: "lilei@example.com",
          password: "plum blossom in snow",
        },
      },
    },
    answer: profileEmailShape,
    body: setupInput,
    status: 201,
  },
  ({ body, visitor }) => completeSetup(body, visitor),
);
