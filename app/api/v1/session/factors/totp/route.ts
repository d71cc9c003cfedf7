import { route } from "#lib/api/index.ts";
import {
  beginTotp,
  codeInput,
  newTotpShape,
  removeTotp,
} from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "beginTotp",
      group: "session",
      action: "factors.own",
    },
    answer: newTotpShape,
    status: 201,
    duringEnrolment: true,
  },
  ({ actor }) => beginTotp(actor),
);
export const DELETE = route(
  {
    operation: {
      id: "removeTotp",
      group: "session",
      action: "factors.own",
      example: { body: { code: "123456" } },
    },
    body: codeInput,
    status: 204,
  },
  ({ actor, body }) => removeTotp(actor, body),
);
