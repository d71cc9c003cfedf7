import { deletionPreview } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route({}, ({ actor, params }) =>
  deletionPreview(actor, params["appid"] ?? ""),
);
