import { route } from "#lib/api/index.ts";
import {
  codeInput,
  confirmTotp,
  firstFactorShape,
} from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "confirmTotp",
      group: "session",
      action: "factors.own",
      example: { body: { code: "123456" } },
    },
    answer: firstFactorShape,
    body: codeInput,
    duringEnrolment: true,
  },
  ({ actor, body }) => confirmTotp(actor, body),
);
