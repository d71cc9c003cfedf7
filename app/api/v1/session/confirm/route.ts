import { route } from "#lib/api/index.ts";
import {
  confirmIdentity,
  identityProof,
} from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "confirmIdentity",
      group: "session",
      action: null,
      example: { body: { password: "…" } },
    },
    body: identityProof,
    status: 204,
    duringEnrolment: true,
  },
  ({ actor, body }) => confirmIdentity(actor, body),
);
