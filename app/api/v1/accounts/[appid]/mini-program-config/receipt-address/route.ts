import { route } from "#lib/api/index.ts";
import { renewReceiptAddress } from "#lib/mini-programs/index.ts";

export const POST = route({}, ({ actor, params }) =>
  renewReceiptAddress(actor, params["appid"] ?? ""),
);
