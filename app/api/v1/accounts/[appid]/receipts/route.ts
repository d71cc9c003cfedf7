import { route } from "#lib/api/index.ts";
import {
  receiptList,
  receiptPageShape,
  receiptQuery,
} from "#lib/mini-programs/receipts/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "listReceipts",
      group: "receipts",
      action: "receipts.read",
      example: { query: { order: "arrival", limit: "100" } },
    },
    answer: receiptPageShape,
    query: receiptQuery,
  },
  ({ actor, params, query }) => receiptList(actor, params.appid, query),
);
