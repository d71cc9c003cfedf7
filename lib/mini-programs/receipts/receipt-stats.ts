import { sql } from "drizzle-orm";
import { type Actor, authorize } from "#lib/access/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { goodOutcomes } from "./kinds.ts";
import type { DayOutcome, ReceiptStats, TemplateOutcome } from "./schema.ts";

const { receipts } = schema;

/** Days that the chart shows, today included. */
const DAYS = 30;

/**
 * Outcomes of a Mini Program's messages in the last thirty days, per day and per template.
 * @throws {AccessError} `forbidden`
 */
export async function receiptStats(
  actor: Actor,
  appid: string,
): Promise<ReceiptStats> {
  authorize(actor, "receipts.read", appid);
  const [days, templates] = await Promise.all([
    outcomesByDay(appid),
    outcomesByTemplate(appid),
  ]);
  return { days, templates };
}

const good = sql`${receipts.outcome} in ${goodOutcomes}`;
const sent = sql`${receipts.event} = 'subscribe_msg_sent_event'`;
/** Days begin at midnight in Asia/Shanghai, by the database's clock. */
const today = sql`(clock_timestamp() at time zone 'Asia/Shanghai')::date`;
const since = sql`((${today} - ${DAYS - 1}::int)::timestamp at time zone 'Asia/Shanghai')`;

async function outcomesByDay(appid: string): Promise<DayOutcome[]> {
  const { rows } = await db().execute<{
    day: string;
    good: number;
    bad: number;
  }>(sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(r.good, 0) as good, coalesce(r.bad, 0) as bad
    from generate_series(${today} - ${DAYS - 1}::int, ${today}, interval '1 day') as d(day)
    left join (
      select (${receipts.eventTime} at time zone 'Asia/Shanghai')::date as day,
        count(*) filter (where ${good})::int as good,
        count(*) filter (where not ${good})::int as bad
      from ${receipts}
      where ${receipts.appid} = ${appid} and ${sent} and ${receipts.eventTime} >= ${since}
      group by 1
    ) r on r.day = d.day
    order by d.day`);
  return rows;
}

async function outcomesByTemplate(appid: string): Promise<TemplateOutcome[]> {
  const { rows } = await db().execute<{
    template_id: string;
    sent: number;
    delivered: number;
    accepted: number;
    rejected: number;
  }>(sql`
    select ${receipts.templateId} as template_id,
      count(*) filter (where ${sent})::int as sent,
      count(*) filter (where ${sent} and ${good})::int as delivered,
      count(*) filter (where ${receipts.outcome} = 'accept')::int as accepted,
      count(*) filter (where ${receipts.outcome} = 'reject')::int as rejected
    from ${receipts}
    where ${receipts.appid} = ${appid} and ${receipts.eventTime} >= ${since}
    group by 1 order by 2 desc, 1 limit 50`);
  return rows.map(({ template_id: templateId, ...counts }) => ({
    templateId,
    ...counts,
  }));
}
