import { route } from "#lib/api/index.ts";
import { receiptStats } from "#lib/receipts/index.ts";

export const GET = route({}, ({ actor, params }) =>
  receiptStats(actor, params["appid"] ?? ""),
);
