import { route } from "#lib/api/index.ts";
import { linkShape, linkStatus, revokeLink } from "#lib/authorization/index.ts";

export const GET = route(
  {
    params: ["token"],
    operation: { id: "readLink", group: "links", action: "links.read" },
    answer: linkShape,
  },
  ({ actor, params }) => linkStatus(actor, params.token),
);
export const DELETE = route(
  {
    params: ["token"],
    operation: { id: "revokeLink", group: "links", action: "links.manage" },
    status: 204,
  },
  ({ actor, params }) => revokeLink(actor, params.token),
);
