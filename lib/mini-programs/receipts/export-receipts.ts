import { z } from "zod";
import type { Actor } from "#lib/access/index.ts";
import { toCsv } from "#lib/base/csv.ts";
import { receiptFilter, receiptList } from "./receipt-list.ts";
import type { Receipt } from "./schema.ts";

/** What `GET /accounts/{appid}/receipts/export` takes. */
export const receiptExportQuery = z.strictObject(receiptFilter);

/** Maximum lines of an export; the API lists any number of receipts. */
const EXPORT_ROWS = 50_000;
const EXPORT_PAGE = 200;

const columns: { heading: string; value: (receipt: Receipt) => string }[] = [
  { heading: "at", value: ({ at }) => at },
  { heading: "event", value: ({ event }) => event },
  { heading: "openid", value: ({ openid }) => openid },
  { heading: "template_id", value: ({ templateId }) => templateId },
  { heading: "outcome", value: ({ outcome }) => outcome },
  { heading: "error_code", value: ({ errorCode }) => errorCode ?? "" },
  // Prefixed with a word, since spreadsheets round numbers beyond 2^53.
  {
    heading: "message_id",
    value: ({ messageId }) => (messageId === null ? "" : `id ${messageId}`),
  },
  { heading: "received_at", value: ({ receivedAt }) => receivedAt },
];

/**
 * Receipts as CSV, newest first, 50,000 at most.
 * @throws {AccessError} `forbidden`
 */
export async function exportReceipts(
  actor: Actor,
  appid: string,
  query: z.infer<typeof receiptExportQuery>,
): Promise<string> {
  const rows: Receipt[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Receipt[]; nextCursor: string | null } =
      await receiptList(actor, appid, {
        ...query,
        order: "newest",
        limit: EXPORT_PAGE,
        ...(cursor ? { cursor } : {}),
      });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && rows.length < EXPORT_ROWS);
  return toCsv(rows, columns);
}
