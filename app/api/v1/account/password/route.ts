import { route } from "#lib/api/index.ts";
import { changeOwnPassword, passwordChange } from "#lib/members/index.ts";

export const PUT = route(
  { body: passwordChange, status: 204 },
  ({ actor, body }) => changeOwnPassword(actor, body),
);
