import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, accountsOf, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { likePattern, pageOf, readCursor } from "#lib/base/paging.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { EventError } from "./event-error.ts";
import { shownColumns, shownEvent } from "./event-row.ts";
import { eventChannels, eventStates } from "./kinds.ts";
import type { CallbackEvent } from "./schema.ts";

const { accounts, inbox } = schema;

const text = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((value) => !value.includes("\0"));

const narrowing = {
  channel: z.enum(eventChannels).optional(),
  name: text(100).optional(),
  state: z.enum(eventStates).optional(),
};
const paging = {
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** What `GET /events` takes. */
export const eventQuery = z.strictObject({
  appid: text(64).optional(),
  /** A part of the account's name, or its AppID. */
  q: text(100).optional(),
  ...narrowing,
  ...paging,
});
export type EventQuery = z.input<typeof eventQuery>;

/** What `GET /accounts/{appid}/events` takes. */
export const accountEventQuery = z.strictObject({ ...narrowing, ...paging });

/** The most parked events that are counted, or processed again by one request. */
export const PARKED_LIMIT = 200;

// Microseconds as text: a cursor in milliseconds would skip events of a burst.
const position = sql<string>`to_char(${inbox.receivedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const cursorShape = z.tuple([
  z.iso.datetime().startsWith("2"),
  z.string().regex(/^[\w-]{1,100}$/),
]);

/**
 * Callbacks of the active platform, newest first. Those of several accounts or channels are merged from one ordered walk
 * for each, by `inbox_by_account`, `inbox_by_channel` or `inbox_by_name`, and those that are not done by
 * `inbox_unsettled`: no page sorts more than it shows.
 * @throws {AccessError} `forbidden`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function eventList(
  actor: Actor,
  input: EventQuery,
): Promise<{ items: CallbackEvent[]; nextCursor: string | null }> {
  authorize(actor, "events.read");
  const query = eventQuery.parse(input);
  const component = await activeComponentRow();
  if (!component) return { items: [], nextCursor: null };
  const { componentAppid } = component;
  const appids = appidsOf(actor, componentAppid, query);
  const newest = [desc(inbox.receivedAt), desc(inbox.key)];
  const walk = db()
    .select(shownColumns)
    .from(inbox)
    .where(
      and(
        matching(componentAppid, query),
        eq(appids ? inbox.appid : inbox.channel, sql`walks.along`),
        olderThan(query.cursor),
      ),
    )
    .orderBy(...newest)
    .limit(query.limit + 1);
  const rows = await db()
    .select({ event: shownColumns, position, accountName: accounts.name })
    .from(sql`(${appids ?? channelsOf(query)}) as walks(along)`)
    // Aliased as the table, so that its columns refer to those of the walk.
    .crossJoinLateral(walk.as("inbox"))
    .leftJoin(accounts, eq(accounts.appid, inbox.appid))
    .orderBy(...newest)
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, ({ event, position }) => [
    position,
    event.key,
  ]);
  return {
    items: page.items.map(({ event, accountName }) =>
      shownEvent(event, accountName),
    ),
    nextCursor: page.nextCursor,
  };
}

/**
 * The callbacks of one account that the console knows.
 * @throws {AccessError} `forbidden`
 * @throws {EventError} `account_unknown`
 * @throws {ProblemError} `cursor_invalid`
 */
export async function accountEventList(
  actor: Actor,
  appid: string,
  query: z.input<typeof accountEventQuery>,
): Promise<{ items: CallbackEvent[]; nextCursor: string | null }> {
  authorize(actor, "events.read", appid);
  const component = await activeComponentRow();
  const known = await db().$count(
    accounts,
    and(
      eq(accounts.appid, appid),
      eq(accounts.componentAppid, component?.componentAppid ?? ""),
    ),
  );
  if (known === 0) throw new EventError("account_unknown");
  return eventList(actor, { ...query, appid });
}

/**
 * How many events of a filter are parked, by `inbox_unsettled`.
 * @returns PARKED_LIMIT + 1 when there are more than are counted
 * @throws {AccessError} `forbidden`
 */
export async function parkedCount(
  actor: Actor,
  input: EventQuery,
): Promise<number> {
  authorize(actor, "events.read");
  const query = eventQuery.parse(input);
  if (query.state && query.state !== "failed") return 0;
  const component = await activeComponentRow();
  if (!component) return 0;
  const { componentAppid } = component;
  const appids = appidsOf(actor, componentAppid, query);
  const parked = db()
    .select({ key: inbox.key })
    .from(inbox)
    .where(
      and(
        matching(componentAppid, { ...query, state: "failed" }),
        appids && sql`${inbox.appid} in (${appids})`,
      ),
    )
    .limit(PARKED_LIMIT + 1)
    .as("parked");
  return db().$count(parked);
}

type Query = z.infer<typeof eventQuery>;

function matching(
  componentAppid: string,
  { channel, name, state }: Query,
): SQL | undefined {
  return and(
    eq(inbox.componentAppid, componentAppid),
    channel && eq(inbox.channel, channel),
    name ? eq(inbox.name, name) : undefined,
    state && eq(inbox.state, state),
  );
}

/**
 * The accounts that a query names, also those that the console does not know (yet). For a key limited to some accounts:
 * its allowed accounts, or those of them that the query names.
 */
function appidsOf(
  actor: Actor,
  componentAppid: string,
  query: Query,
): SQL | undefined {
  const named = namedAppids(componentAppid, query);
  const allowed = accountsOf(actor);
  if (allowed === null) return named;
  const theirs = sql`select unnest(${sql.param([...allowed])}::text[])`;
  return named ? sql`(${named}) intersect ${theirs}` : theirs;
}

function namedAppids(
  componentAppid: string,
  { appid, q }: Query,
): SQL | undefined {
  if (appid) return sql`select ${appid}::text`;
  if (!q) return undefined;
  return sql`select ${q}::text union select ${accounts.appid} from ${accounts}
    where ${accounts.componentAppid} = ${componentAppid} and ${accounts.name} ilike ${likePattern(q)}`;
}

function channelsOf({ channel }: Query): SQL {
  return sql`select unnest(array[${sql.join(channel ? [channel] : [...eventChannels], sql`, `)}]::text[])`;
}

function olderThan(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, key] = readCursor(cursor, cursorShape);
  return sql`(${inbox.receivedAt}, ${inbox.key}) < (${at}::timestamptz, ${key})`;
}
