import { fileRoute } from "#lib/api/index.ts";
import {
  exportReceipts,
  receiptExportQuery,
} from "#lib/mini-programs/receipts/index.ts";

export const GET = fileRoute(
  {
    params: ["appid"],
    operation: {
      id: "exportReceipts",
      group: "receipts",
      action: "receipts.read",
    },
    query: receiptExportQuery,
  },
  async ({ actor, params, query }) => ({
    name: "receipts.csv",
    text: await exportReceipts(actor, params.appid, query),
  }),
);
