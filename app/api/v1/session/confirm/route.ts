import { route } from "#lib/api/index.ts";
import { confirmInput, confirmPassword } from "#lib/auth/index.ts";

export const POST = route(
  {
    operation: {
      id: "confirmPassword",
      group: "session",
      action: null,
      example: { body: { password: "…" } },
    },
    body: confirmInput,
    status: 204,
  },
  ({ actor, body }) => confirmPassword(actor, body),
);
