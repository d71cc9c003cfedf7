import { sql } from "drizzle-orm";
import pMap from "p-map";
import { db, leaseFor, leaseIsFree, schema } from "#lib/base/db/index.ts";
import { log } from "#lib/base/log.ts";
import { Mutex } from "#lib/base/mutex.ts";
import { countRefresh } from "#lib/base/metrics/index.ts";
import {
  activeComponent,
  type Component,
  componentByAppid,
  PlatformError,
} from "#lib/credentials/platform/index.ts";
import { renewComponentToken } from "./component-token.ts";
import type { Lease } from "./leased-token.ts";
import { refreshByPlatform } from "./refresh-by-platform.ts";
import { renewalErrorKey, LEASE_SECONDS } from "./timing.ts";
import { TokenError } from "./token-error.ts";
import { giveUp, type Renewal, writeAnswers } from "./write-answers.ts";

/** Concurrent calls to WeChat per process. */
const AT_ONCE = 64;
/** Rows claimed per statement; one more batch is claimed ahead. Leases outlast the calls before, even if all time out. */
const BATCH = AT_ONCE;
/** Answers written per statement. */
const WRITE_TOGETHER = 64;

interface Due {
  id: { appid: string; kind: "component" };
  lease: Lease;
  /** Null when the platform is no longer known. */
  component: Component | null;
  refreshTokenSealed: string;
}

/**
 * Renews the tokens that are due, before a caller has to wait for one. Every instance may run it concurrently: a lease
 * gives each row to one instance at a time. Rows are claimed and answers written while other calls are in flight.
 */
export async function renewDueTokens(): Promise<void> {
  await renewPlatform();
  const writer = new Writer();
  await pMap(dueTokens(), (due) => renewOne(due, writer), {
    concurrency: AT_ONCE,
  });
  await writer.end();
}

/** Yields due tokens until none is left; the next batch is claimed while this one is processed. */
async function* dueTokens(): AsyncGenerator<Due> {
  let next = claimDue();
  for (;;) {
    const due = await next;
    if (due.length === 0) return;
    next = due.length === BATCH ? claimDue() : Promise.resolve([]);
    // It is awaited in the next round; a rejection before that must not end the process.
    next.catch(() => undefined);
    yield* due;
  }
}

async function renewPlatform(): Promise<void> {
  try {
    await renewComponentToken(await activeComponent());
  } catch (error) {
    if (!(error instanceof TokenError || error instanceof PlatformError))
      throw error;
  }
}

/** Uses the index `account_tokens_due`; the longest overdue come first. */
async function claimDue(): Promise<Due[]> {
  const { rows } = await db().execute<{
    appid: string;
    component_appid: string;
    refresh_token_sealed: string;
    version: string;
    lease_id: string;
  }>(sql`
    update account_tokens set lease_id = gen_random_uuid(),
      lease_until = ${leaseFor(LEASE_SECONDS)}
    from accounts
    where accounts.appid = account_tokens.appid
      and (account_tokens.appid, account_tokens.kind) in (
        select appid, kind from account_tokens
        where renew_at <= clock_timestamp() and kind = 'component' and refresh_token_sealed is not null
          and ${leaseIsFree(schema.accountTokens.leaseUntil)}
        order by renew_at limit ${BATCH} for update skip locked)
    returning account_tokens.appid, accounts.component_appid, account_tokens.refresh_token_sealed,
      account_tokens.version, account_tokens.lease_id`);
  const components = new Map<string, Component | null>();
  for (const { component_appid: id } of rows)
    if (!components.has(id)) components.set(id, await componentByAppid(id));
  return rows.map((row) => ({
    id: { appid: row.appid, kind: "component" },
    lease: { id: row.lease_id, version: Number(row.version) },
    component: components.get(row.component_appid) ?? null,
    refreshTokenSealed: row.refresh_token_sealed,
  }));
}

async function renewOne(
  { component, id, lease, refreshTokenSealed }: Due,
  writer: Writer,
): Promise<void> {
  // The lease expires by itself.
  if (!component) return;
  try {
    const answer = await refreshByPlatform(component, {
      appid: id.appid,
      lease,
      refreshTokenSealed,
    });
    await writer.add({ id, lease, answer });
  } catch (error) {
    countRefresh("component", renewalErrorKey(error));
    log.debug({ err: error, appid: id.appid }, "a token could not be renewed");
    await giveUp(id, lease, error);
  }
}

/** Writes answers in batches while further calls are in flight. */
class Writer {
  #waiting: Renewal[] = [];
  readonly #mutex = new Mutex();

  add(renewal: Renewal): Promise<void> | undefined {
    this.#waiting.push(renewal);
    return this.#waiting.length >= WRITE_TOGETHER ? this.#flush() : undefined;
  }

  end(): Promise<void> {
    return this.#flush();
  }

  #flush(): Promise<void> {
    const renewals = this.#waiting;
    this.#waiting = [];
    return this.#mutex.run(() => write(renewals));
  }
}

async function write(renewals: Renewal[]): Promise<void> {
  if (renewals.length === 0) return;
  try {
    const written = await writeAnswers(renewals);
    for (const { id } of renewals)
      countRefresh("component", written.has(id.appid) ? "ok" : "overtaken");
  } catch (error) {
    // The stored refresh tokens remain valid (protocol 2.1): the rows are due again when their leases expire.
    log.warn({ err: error }, "renewed tokens could not be stored");
  }
}
