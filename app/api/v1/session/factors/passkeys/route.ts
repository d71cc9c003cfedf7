import { route } from "#lib/api/index.ts";
import { addPasskey, passkeyInput } from "#lib/factors/index.ts";

export const POST = route(
  { body: passkeyInput, status: 201, duringEnrolment: true },
  ({ actor, body }) => addPasskey(actor, body),
);
