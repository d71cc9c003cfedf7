import { route } from "#lib/api/index.ts";
import {
  passkeyChange,
  removePasskey,
  renamePasskey,
} from "#lib/identity/second-factors/index.ts";

export const PUT = route(
  {
    params: ["id"],
    operation: {
      id: "renamePasskey",
      group: "session",
      action: "factors.own",
      example: { body: { name: "MacBook" } },
    },
    body: passkeyChange,
    status: 204,
  },
  ({ actor, body, params }) => renamePasskey(actor, params.id, body),
);
export const DELETE = route(
  {
    params: ["id"],
    operation: {
      id: "removePasskey",
      group: "session",
      action: "factors.own",
    },
    status: 204,
  },
  ({ actor, params }) => removePasskey(actor, params.id),
);
