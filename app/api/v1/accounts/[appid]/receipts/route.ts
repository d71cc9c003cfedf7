import { answers, route } from "#lib/api/index.ts";
import {
  receiptList,
  receiptQuery,
} from "#lib/mini-programs/receipts/index.ts";

export const GET = route(
  {
    operation: {
      id: "listReceipts",
      group: "receipts",
      action: "receipts.read",
      example: { query: { order: "arrival", limit: "100" } },
    },
    answer: answers.receiptPage,
    query: receiptQuery,
  },
  ({ actor, params, query }) =>
    receiptList(actor, params["appid"] ?? "", query),
);
