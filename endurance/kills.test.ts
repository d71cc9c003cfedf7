import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { startConsole } from "../integration/harness/console.ts";
import {
  eventually,
  startWorld,
  type World,
} from "../integration/harness/world.ts";
import {
  type DurablePostgres,
  startDurablePostgres,
} from "./harness/durable-postgres.ts";
import { figure, long, pick, seeded } from "./harness/forms.ts";
import {
  type Load,
  receiptTargets,
  startLoad,
} from "./harness/receipt-load.ts";

const PER_SECOND = pick(300, 1_000);
const CONSOLE_KILLS = pick(3, 50);
const DATABASE_KILLS = pick(2, 10);

let ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

async function worldOn(postgres: DurablePostgres): Promise<World> {
  // Outlives the consoles that are killed: the spool is in it.
  const dataDir = mkdtempSync(join(tmpdir(), "lingpai-endurance-console-"));
  const world = await startWorld(postgres.url, { env: { DATA_DIR: dataDir } });
  await world.sql.query(
    "insert into webhook_endpoints (id, url_sealed, events, secret_sealed) values (gen_random_uuid(), 'x', '{receipt.received}', 'x')",
  );
  ends.push(async () => {
    await world.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return world;
}

/** Of the acknowledged receipts, how many are not in the database, and how many had their effect not exactly once. */
async function accounted(
  world: World,
  load: Load,
): Promise<{ missing: number; notOnce: number }> {
  // What a killed console had claimed waits for the end of its lease; the short form need not wait with it.
  if (!long)
    await world.sql.query(
      "update inbox set lease_until = now() where state = 'pending'",
    );
  await eventually(async () => {
    const { rows } = await world.sql.query(
      "select 1 from inbox where state = 'pending' limit 1",
    );
    return rows.length === 0;
  }, 60_000);
  const ids = load.acknowledged.map(({ messageId }) => messageId);
  const { rows } = await world.sql.query<{ missing: number; not_once: number }>(
    `with given as (select unnest($1::text[]) as id),
      effects as (select payload::json #>> '{data,receipts,0,messageId}' as id, count(*) as times from webhook_deliveries group by 1)
     select count(*) filter (where receipts.message_id is null)::int as missing,
       count(*) filter (where receipts.message_id is not null and coalesce(effects.times, 0) <> 1)::int as not_once
     from given left join receipts on receipts.message_id = given.id left join effects on effects.id = given.id`,
    [ids],
  );
  return {
    missing: rows[0]?.missing ?? -1,
    notOnce: rows[0]?.not_once ?? -1,
  };
}

describe("killed again and again under load", () => {
  test(
    `a console killed ${CONSOLE_KILLS} times and PostgreSQL killed ${DATABASE_KILLS} times lose no acknowledged event and process none twice`,
    async () => {
      const postgres = await startDurablePostgres();
      ends.push(() => postgres.stop());
      const world = await worldOn(postgres);
      const targets = await receiptTargets(world);
      const random = seeded(5);
      const load = startLoad(
        () => [world.consoles[0]?.origin ?? ""],
        targets,
        PER_SECOND,
      );
      for (let kills = 0; kills < CONSOLE_KILLS; kills += 1) {
        await pause(500 + random() * 1_000);
        await world.consoles[0]?.kill9();
        world.consoles[0] = await startConsole({
          ...world.env,
          PORT: String(world.consoles[0]?.port),
        });
      }
      let slowest = 0;
      const { pid } = world.consoles[0] ?? {};
      for (let kills = 0; kills < DATABASE_KILLS; kills += 1) {
        await pause(500 + random() * 1_000);
        postgres.kill();
        await pause(50);
        await postgres.accepts();
        const accepted = performance.now();
        await eventually(async () => (await ready(world)) === 200, 10_000);
        slowest = Math.max(slowest, performance.now() - accepted);
      }
      await pause(1_000);
      await load.stop();
      expect(world.consoles[0]?.pid).toBe(pid);
      const { missing, notOnce } = await accounted(world, load);
      figure(
        `kills: ${load.acknowledged.length} acknowledged of ${load.sent()} sent at ${PER_SECOND}/s, ${missing} missing, ${notOnce} not processed exactly once; serving ${Math.round(slowest)} ms after PostgreSQL accepts`,
      );
      expect(load.acknowledged.length).toBeGreaterThan(PER_SECOND);
      expect({ missing, notOnce }).toEqual({ missing: 0, notOnce: 0 });
      expect(slowest).toBeLessThan(3_000);
    },
    pick(120_000, 900_000),
  );

  test("twin: where PostgreSQL does not wait for its disk, acknowledged events are missing", async () => {
    const postgres = await startDurablePostgres([
      "synchronous_commit=off",
      "wal_writer_delay=10s",
      "wal_writer_flush_after=1GB",
    ]);
    ends.push(() => postgres.stop());
    const world = await worldOn(postgres);
    const load = startLoad(
      () => [world.consoles[0]?.origin ?? ""],
      await receiptTargets(world),
      PER_SECOND,
    );
    await pause(1_500);
    postgres.kill();
    await pause(50);
    await postgres.accepts();
    await load.stop();
    const { missing } = await accounted(world, load);
    expect(missing).toBeGreaterThan(0);
  }, 60_000);
});

async function ready(world: World): Promise<number> {
  try {
    const url = `${world.consoles[0]?.origin ?? ""}/api/health/ready`;
    return (await fetch(url)).status;
  } catch {
    return 0;
  }
}
