import { answers, route } from "#lib/api/index.ts";
import { receiptStats } from "#lib/mini-programs/receipts/index.ts";

export const GET = route(
  {
    operation: {
      id: "readReceiptStats",
      group: "receipts",
      action: "receipts.read",
    },
    answer: answers.receiptStats,
  },
  ({ actor, params }) => receiptStats(actor, params["appid"] ?? ""),
);
