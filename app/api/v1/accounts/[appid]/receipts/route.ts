import { route } from "#lib/api/index.ts";
import { receiptList, receiptQuery } from "#lib/receipts/index.ts";

export const GET = route({ query: receiptQuery }, ({ actor, params, query }) =>
  receiptList(actor, params["appid"] ?? "", query),
);
