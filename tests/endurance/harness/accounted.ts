import { eventually, type Deployment } from "../../harness/deployment.ts";
import { long, pick } from "./forms.ts";

/** After ten minutes without the database thirty thousand events wait: how long that takes is not what is judged. */
const PATIENCE_MS = pick(60_000, 300_000);

/** Waits until nothing waits to be processed. */
export async function processed(deployment: Deployment): Promise<void> {
  // What a killed console had claimed waits for the end of its lease; the short form need not wait with it.
  if (!long)
    await deployment.sql.query(
      "update inbox set lease_until = now() where state = 'pending'",
    );
  await eventually(async () => {
    const { rows } = await deployment.sql.query(
      "select 1 from inbox where state = 'pending' limit 1",
    );
    return rows.length === 0;
  }, PATIENCE_MS);
}

/** Of the acknowledged receipts, how many are not in the database, and how many had their effect not exactly once. */
export async function accounted(
  deployment: Deployment,
  acknowledged: readonly { messageId: string }[],
): Promise<{ missing: number; notOnce: number }> {
  await processed(deployment);
  const { rows } = await deployment.sql.query<{
    missing: number;
    not_once: number;
  }>(
    `with given as (select distinct unnest($1::text[]) as id),
      effects as (select payload::json #>> '{data,receipts,0,messageId}' as id, count(*) as times from webhook_deliveries group by 1)
     select count(*) filter (where receipts.message_id is null)::int as missing,
       count(*) filter (where receipts.message_id is not null and coalesce(effects.times, 0) <> 1)::int as not_once
     from given left join receipts on receipts.message_id = given.id left join effects on effects.id = given.id`,
    [acknowledged.map(({ messageId }) => messageId)],
  );
  return { missing: rows[0]?.missing ?? -1, notOnce: rows[0]?.not_once ?? -1 };
}
