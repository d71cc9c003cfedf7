import { sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { Gauge } from "prom-client";
import { db } from "#lib/base/db/index.ts";

interface Reading {
  ticket_age: number | null;
  platform_token_age: number | null;
  platform_token_left: number | null;
  tokens_overdue: number;
  tokens_failing: number;
  inbox_lag: number;
  inbox_parked: number;
  breakers: Record<string, number>;
}

const gauges: {
  name: string;
  help: string;
  read: keyof Omit<Reading, "breakers">;
}[] = [
  {
    name: "lingpai_ticket_age_seconds",
    help: "Age of the newest verify ticket",
    read: "ticket_age",
  },
  {
    name: "lingpai_platform_token_age_seconds",
    help: "Time since the component token was renewed",
    read: "platform_token_age",
  },
  {
    name: "lingpai_platform_token_left_seconds",
    help: "Time until the component token expires",
    read: "platform_token_left",
  },
  {
    name: "lingpai_tokens_overdue",
    help: "Account tokens whose renewal is a minute late",
    read: "tokens_overdue",
  },
  {
    name: "lingpai_tokens_failing",
    help: "Account tokens whose last renewal failed",
    read: "tokens_failing",
  },
  {
    name: "lingpai_inbox_lag_seconds",
    help: "Time since the oldest unprocessed event became due",
    read: "inbox_lag",
  },
  {
    name: "lingpai_inbox_parked",
    help: "Dead-lettered events: their last attempt has failed",
    read: "inbox_parked",
  },
];

/** The gauges of one scrape share one statement. */
const readings = new LRUCache<"reading", Promise<Reading | null>>({
  max: 1,
  ttl: 1_000,
});

/** Registers gauges of the shared database, read at each scrape. They are omitted while the database is unavailable. */
export function registerDatabaseGauges(): void {
  for (const { name, help, read } of gauges)
    new Gauge({
      name,
      help,
      async collect() {
        const value = (await readOnce())?.[read];
        this.reset();
        if (value !== undefined && value !== null) this.set(value);
        else this.remove();
      },
    });
  new Gauge({
    name: "lingpai_breaker_open",
    help: "1 for a WeChat API that is not called for now because it fails for all accounts",
    labelNames: ["api"],
    async collect() {
      this.reset();
      const { breakers } = (await readOnce()) ?? { breakers: {} };
      for (const [api, open] of Object.entries<number>(breakers))
        this.set({ api }, open);
    },
  });
}

function readOnce(): Promise<Reading | null> {
  const cached = readings.get("reading");
  if (cached) return cached;
  const reading = read().catch(() => null);
  readings.set("reading", reading);
  return reading;
}

async function read(): Promise<Reading | null> {
  const age = (column: string) =>
    sql.raw(`extract(epoch from clock_timestamp() - ${column})::float8`);
  const { rows } = await db().execute<Reading & Record<string, unknown>>(sql`
    select ${age("ticket_received_at")} as ticket_age, ${age("token_refreshed_at")} as platform_token_age,
      -${age("token_expires_at")} as platform_token_left,
      (select count(*)::int from account_tokens where renew_at < clock_timestamp() - interval '1 minute') as tokens_overdue,
      (select count(*)::int from account_tokens where failing_since is not null) as tokens_failing,
      (select coalesce(greatest(0, ${age("min(next_attempt_at)")}), 0) from inbox where state = 'pending') as inbox_lag,
      (select count(*)::int from inbox where state = 'failed') as inbox_parked,
      (select coalesce(json_object_agg(api, (opened_at is not null)::int), '{}') from breakers) as breakers
    from (select 1) as one left join components on active`);
  return rows[0] ?? null;
}
