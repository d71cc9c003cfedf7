import { and, eq, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { cursorOf, pageOf, readCursor } from "#lib/base/paging.ts";
import type { Receipt } from "./schema.ts";
import {
  goodOutcomes,
  receiptOrders,
  receiptResults,
  subscribeEventNames,
} from "./kinds.ts";

const { receipts } = schema;

/** The filters of a list of receipts. */
export const receiptFilter = {
  event: z.enum(subscribeEventNames).optional(),
  templateId: z.string().max(200).optional(),
  openid: z.string().max(200).optional(),
  messageId: z.string().max(40).optional(),
  result: z.enum(receiptResults).optional(),
};

/** What `GET /accounts/{appid}/receipts` takes. */
export const receiptQuery = z.strictObject({
  ...receiptFilter,
  /** `arrival`: oldest first, for systems that read everything; `newest` first, for people. */
  order: z.enum(receiptOrders).default("arrival"),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type ReceiptQuery = z.infer<typeof receiptQuery>;

/** Reads receipt filters from a page's query string; invalid ones are ignored. `q` is the OpenID. */
export function readReceiptQuery(
  given: Record<string, unknown>,
): Pick<ReceiptQuery, "event" | "result" | "openid" | "cursor"> {
  const { event, result, openid, cursor } = receiptQuery.shape;
  return {
    event: event.safeParse(given["event"]).data,
    result: result.safeParse(given["result"]).data,
    openid: openid.safeParse(given["q"]).data || undefined,
    cursor: cursor.safeParse(given["cursor"]).data,
  };
}

const arrivalCursor = z.tuple([
  z.string().regex(/^\d{1,20}$/),
  z.string().max(64),
]);
const newestCursor = z.tuple([z.iso.datetime(), z.string().max(64)]);

/**
 * Receipts of a Mini Program, page by page. In order of arrival none is skipped while new ones are stored: a receipt
 * appears only when all older transactions have ended.
 * @returns resumeCursor: where a reader resumes later when there is no next page now
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function receiptList(
  actor: Actor,
  appid: string,
  input: z.input<typeof receiptQuery>,
): Promise<{
  items: Receipt[];
  nextCursor: string | null;
  resumeCursor: string | null;
}> {
  authorize(actor, "receipts.read", appid);
  const query = receiptQuery.parse(input);
  const byArrival = query.order === "arrival";
  const rows = await db()
    .select()
    .from(receipts)
    .where(
      and(
        matching(appid, query),
        byArrival ? arrivedAfter(query.cursor) : olderThan(query.cursor),
      ),
    )
    .orderBy(
      ...(byArrival
        ? [receipts.transaction, receipts.key]
        : [sql`${receipts.eventTime} desc`, sql`${receipts.key} desc`]),
    )
    .limit(query.limit + 1);
  const position = (row: Row) =>
    byArrival
      ? [row.transaction, row.key]
      : [row.eventTime.toISOString(), row.key];
  const { items, nextCursor } = pageOf(rows, query.limit, position);
  return {
    items: items.map(shownReceipt),
    nextCursor,
    resumeCursor: byArrival ? resumeAt(items, position, query.cursor) : null,
  };
}

type Row = typeof receipts.$inferSelect;

function resumeAt(
  items: Row[],
  position: (row: Row) => unknown[],
  cursor: string | undefined,
): string | null {
  const last = items.at(-1);
  return last ? cursorOf(position(last)) : (cursor ?? null);
}

function matching(
  appid: string,
  { event, templateId, openid, messageId, result }: Partial<ReceiptQuery>,
): SQL | undefined {
  return and(
    eq(receipts.appid, appid),
    event && eq(receipts.event, event),
    templateId ? eq(receipts.templateId, templateId) : undefined,
    openid ? eq(receipts.openid, openid) : undefined,
    messageId ? eq(receipts.messageId, messageId) : undefined,
    result &&
      (result === "good" ? inArray : notInArray)(receipts.outcome, [
        ...goodOutcomes,
      ]),
  );
}

function arrivedAfter(cursor: string | undefined): SQL | undefined {
  const settled = sql`${receipts.transaction} < pg_snapshot_xmin(pg_current_snapshot())`;
  if (cursor === undefined) return settled;
  const [transaction, key] = readCursor(cursor, arrivalCursor);
  return and(
    settled,
    sql`(${receipts.transaction}, ${receipts.key}) > (${transaction}::text::xid8, ${key})`,
  );
}

function olderThan(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, key] = readCursor(cursor, newestCursor);
  return sql`(${receipts.eventTime}, ${receipts.key}) < (${at}::timestamptz, ${key})`;
}

/** A row as lists and webhooks show it. */
export function shownReceipt(row: Row): Receipt {
  return {
    id: row.key,
    at: row.eventTime.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    event: row.event,
    openid: row.openid,
    templateId: row.templateId,
    outcome: row.outcome,
    errorCode: row.errorCode,
    messageId: row.messageId,
  };
}
