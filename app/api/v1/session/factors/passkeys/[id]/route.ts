import { route } from "#lib/api/index.ts";
import {
  passkeyChange,
  removePasskey,
  renamePasskey,
} from "#lib/factors/index.ts";

export const PUT = route(
  { body: passkeyChange, status: 204 },
  ({ actor, body, params }) => renamePasskey(actor, params["id"] ?? "", body),
);
export const DELETE = route({ status: 204 }, ({ actor, params }) =>
  removePasskey(actor, params["id"] ?? ""),
);
