import { publicRoute } from "#lib/api/index.ts";
import {
  ownAddressShape,
  resetInput,
  resetPassword,
} from "#lib/identity/members/index.ts";

export const POST = publicRoute(
  {
    operation: {
      id: "resetPassword",
      group: "session",
      action: null,
      example: { body: { token: "…", password: "plum blossom in snow" } },
    },
    answer: ownAddressShape,
    body: resetInput,
  },
  ({ body, visitor }) => resetPassword(body, visitor),
);
