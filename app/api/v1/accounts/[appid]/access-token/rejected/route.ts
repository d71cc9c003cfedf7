import { route } from "#lib/api/index.ts";
import { rejectedInput, reportRejectedToken } from "#lib/tokens/index.ts";

export const POST = route({ body: rejectedInput }, ({ actor, body, params }) =>
  reportRejectedToken(actor, params["appid"] ?? "", body),
);
