import { route } from "#lib/api/index.ts";
import {
  addPasskey,
  firstFactorShape,
  passkeyInput,
} from "#lib/identity/second-factors/index.ts";

export const POST = route(
  {
    operation: {
      id: "addPasskey",
      group: "session",
      action: "factors.own",
      example: {
        body: {
          name: "MacBook",
          attestation: {
            id: "…",
            rawId: "…",
            type: "public-key",
            clientExtensionResults: {},
            response: { clientDataJSON: "…", attestationObject: "…" },
          },
        },
      },
    },
    answer: firstFactorShape,
    body: passkeyInput,
    status: 201,
    duringEnrolment: true,
  },
  ({ actor, body }) => addPasskey(actor, body),
);
