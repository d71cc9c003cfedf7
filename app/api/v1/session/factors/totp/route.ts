import { route } from "#lib/api/index.ts";
import { beginTotp, codeInput, removeTotp } from "#lib/factors/index.ts";

export const POST = route({ status: 201, duringEnrolment: true }, ({ actor }) =>
  beginTotp(actor),
);
export const DELETE = route(
  { body: codeInput, status: 204 },
  ({ actor, body }) => removeTotp(actor, body),
);
