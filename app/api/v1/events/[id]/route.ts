import { route } from "#lib/api/index.ts";
import { eventDetail } from "#lib/inbox/index.ts";

export const GET = route({}, ({ actor, params }) =>
  eventDetail(actor, params["id"] ?? ""),
);
