import { eq, sql } from "drizzle-orm";
import {
  db,
  schema,
  fromNow,
  leaseFor,
  leaseIsFree,
} from "#lib/base/db/index.ts";
import { env } from "#lib/base/env.ts";
import { ProblemError } from "#lib/base/errors/index.ts";
import { safeFetch } from "#lib/base/outbound/index.ts";
import { log } from "#lib/base/log.ts";
import {
  type EndpointRow,
  clearBackoff,
  openForEndpoint,
  secretsOf,
} from "./endpoint-row.ts";
import { signedHeaders } from "./sign.ts";

const { webhookDeliveries, webhookEndpoints } = schema;
type DeliveryRow = typeof webhookDeliveries.$inferSelect;

const BATCH = 10;
/** Longer than an attempt can take. */
const LEASE_SECONDS = 30;
/** Back-off of an endpoint after a failed attempt: doubled with each further failure, up to the maximum. */
const BACKOFF_SECONDS = { first: 5, max: 30 };
/** Seconds before each retry of a delivery: about a day in total. */
const RETRY_SECONDS = [5, 60, 300, 1_800, 7_200, 14_400, 28_800, 28_800];

/** Sends the deliveries that are due. Runs on every instance; a lease reserves each delivery for one of them. */
export async function deliverDue(): Promise<void> {
  for (;;) {
    const rows = await claim();
    await Promise.all(rows.map(deliverOne));
    if (rows.length < BATCH) return;
  }
}

/**
 * Claims due deliveries, in order per endpoint. An endpoint in back-off is skipped as a whole, so that many deliveries
 * waiting for it do not slow the others down.
 */
async function claim(): Promise<DeliveryRow[]> {
  const due = sql`
    select due.id from webhook_endpoints as endpoint cross join lateral (
      select id, next_attempt_at from webhook_deliveries
      where endpoint_id = endpoint.id and state = 'pending' and next_attempt_at <= clock_timestamp()
        and ${leaseIsFree(webhookDeliveries.leaseUntil)}
      order by next_attempt_at limit ${BATCH}
      for update skip locked
    ) as due
    where endpoint.held_until is null or endpoint.held_until <= clock_timestamp()
    order by due.next_attempt_at limit ${BATCH}`;
  return db()
    .update(webhookDeliveries)
    .set({
      leaseUntil: leaseFor(LEASE_SECONDS),
      attempts: sql`${webhookDeliveries.attempts} + 1`,
    })
    .where(sql`${webhookDeliveries.id} in (${due})`)
    .returning();
}

async function deliverOne(row: DeliveryRow): Promise<void> {
  const [endpoint] = await db()
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, row.endpointId));
  if (!endpoint || endpoint.disabledAt) {
    await finish(row, { state: "failed", errorKey: "webhook_disabled" });
    return;
  }
  try {
    const { status } = await post(endpoint, row);
    await finish(row, {
      state: "delivered",
      errorKey: null,
      responseStatus: status,
    });
    if (endpoint.failures > 0) await clearBackoff(db(), endpoint.id);
  } catch (error) {
    await retryLater(row, error);
  }
}

function post(endpoint: EndpointRow, row: DeliveryRow) {
  const now = new Date();
  return safeFetch(openForEndpoint(endpoint.id, "url", endpoint.urlSealed), {
    allow: env().OUTBOUND_ALLOW,
    method: "POST",
    body: row.payload,
    headers: {
      "content-type": "application/json",
      "user-agent": "Lingpai-Webhooks/1",
      ...signedHeaders({
        messageId: row.messageId,
        timestamp: Math.floor(now.getTime() / 1000),
        body: row.payload,
        secrets: secretsOf(endpoint, now),
      }),
    },
  });
}

async function retryLater(row: DeliveryRow, error: unknown): Promise<void> {
  if (!(error instanceof ProblemError)) {
    log.error({ err: error, delivery: row.id }, "a webhook could not be sent");
  }
  const problem = error instanceof ProblemError ? error : null;
  const status = Number(problem?.values["status"]);
  const outcome = {
    errorKey: problem ? String(problem.code) : "internal",
    responseStatus: Number.isInteger(status) ? status : null,
  };
  const seconds = RETRY_SECONDS[row.attempts - 1];
  if (seconds === undefined)
    return finish(row, { state: "failed", ...outcome });
  await db()
    .update(webhookDeliveries)
    .set({
      ...outcome,
      leaseUntil: null,
      nextAttemptAt: fromNow({ seconds }),
    })
    .where(eq(webhookDeliveries.id, row.id));
  await backOff(row.endpointId);
}

/** Delays all deliveries to an endpoint that has just failed, so that a slow one does not delay the others. */
async function backOff(endpointId: string): Promise<void> {
  const { first, max } = BACKOFF_SECONDS;
  await db()
    .update(webhookEndpoints)
    .set({
      failures: sql`least(${webhookEndpoints.failures}, 30) + 1`,
      heldUntil: sql`clock_timestamp() + make_interval(secs =>
        least(${max}::float8, ${first} * 2 ^ least(${webhookEndpoints.failures}, 30)))`,
    })
    .where(eq(webhookEndpoints.id, endpointId));
}

async function finish(
  row: DeliveryRow,
  outcome: Partial<Pick<DeliveryRow, "state" | "errorKey" | "responseStatus">>,
): Promise<void> {
  await db()
    .update(webhookDeliveries)
    .set({
      ...outcome,
      leaseUntil: null,
      finishedAt: sql`clock_timestamp()`,
    })
    .where(eq(webhookDeliveries.id, row.id));
}

/** Deletes deliveries that finished more than so many days ago. */
export async function purgeDeliveries(keepDays: number): Promise<void> {
  await db()
    .delete(webhookDeliveries)
    .where(
      sql`${webhookDeliveries.finishedAt} < now() - make_interval(days => ${keepDays})`,
    );
}
