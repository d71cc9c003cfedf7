import { route } from "#lib/api/index.ts";
import {
  receiptStats,
  receiptStatsShape,
} from "#lib/mini-programs/receipts/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "readReceiptStats",
      group: "receipts",
      action: "receipts.read",
    },
    answer: receiptStatsShape,
  },
  ({ actor, params }) => receiptStats(actor, params.appid),
);
