import { route } from "#lib/api/index.ts";
import { codeInput, confirmTotp } from "#lib/factors/index.ts";

export const POST = route(
  { body: codeInput, duringEnrolment: true },
  ({ actor, body }) => confirmTotp(actor, body),
);
