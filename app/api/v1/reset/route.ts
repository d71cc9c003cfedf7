import { publicRoute } from "#lib/api/index.ts";
import {
  profileEmailShape,
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
    answer: profileEmailShape,
    body: resetInput,
  },
  ({ body, visitor }) => resetPassword(body, visitor),
);
