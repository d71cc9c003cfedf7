import { route } from "#lib/api/index.ts";
import { changePassword, passwordChange } from "#lib/identity/members/index.ts";

export const PUT = route(
  {
    operation: {
      id: "changeOwnPassword",
      group: "account",
      action: null,
      example: {
        body: {
          currentPassword: "…",
          newPassword: "plum blossom in snow",
        },
      },
    },
    body: passwordChange,
    status: 204,
  },
  ({ actor, body }) => changePassword(actor, body),
);
