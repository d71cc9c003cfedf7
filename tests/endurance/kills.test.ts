import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { startConsole } from "../harness/console.ts";
import { eventually } from "../harness/world.ts";
import { accounted } from "./harness/accounted.ts";
import { figure, pick, seeded } from "./harness/forms.ts";
import { startLoad } from "./harness/receipt-load.ts";
import {
  type Deployment,
  receiptTargets,
  startDeployment,
} from "./harness/worlds.ts";

const PER_SECOND = pick(300, 1_000);
const CONSOLE_KILLS = pick(3, 50);
const DATABASE_KILLS = pick(2, 10);

let deployment: Deployment | undefined;
afterEach(async () => {
  await deployment?.close();
  deployment = undefined;
});

const origin = () => deployment?.world.consoles[0]?.origin ?? "";

async function ready(): Promise<boolean> {
  try {
    return (await fetch(`${origin()}/api/health/ready`)).status === 200;
  } catch {
    return false;
  }
}

describe("killed again and again under load", () => {
  test(
    `a console killed ${CONSOLE_KILLS} times and PostgreSQL killed ${DATABASE_KILLS} times lose no acknowledged event and process none twice`,
    async () => {
      deployment = await startDeployment();
      const { world, postgres } = deployment;
      const targets = await receiptTargets(world);
      const random = seeded(5);
      const load = startLoad(() => [origin()], targets, PER_SECOND);
      for (let kills = 0; kills < CONSOLE_KILLS; kills += 1) {
        await pause(500 + random() * 1_000);
        await world.consoles[0]?.kill9();
        const PORT = String(world.consoles[0]?.port);
        world.consoles[0] = await startConsole({ ...world.env, PORT });
      }
      const pid = world.consoles[0]?.pid;
      let slowest = 0;
      for (let kills = 0; kills < DATABASE_KILLS; kills += 1) {
        await pause(500 + random() * 1_000);
        postgres.kill();
        await pause(50);
        await postgres.accepts();
        const accepted = performance.now();
        await eventually(ready);
        slowest = Math.max(slowest, performance.now() - accepted);
      }
      await pause(1_000);
      await load.stop();
      const { missing, notOnce } = await accounted(world, load.acknowledged);
      figure(
        `kills: ${load.acknowledged.length} acknowledged of ${load.sent()} sent at ${PER_SECOND}/s, ${missing} missing, ${notOnce} not processed exactly once; serving ${Math.round(slowest)} ms after PostgreSQL accepts`,
      );
      expect(load.acknowledged.length).toBeGreaterThan(PER_SECOND);
      expect({ missing, notOnce }).toEqual({ missing: 0, notOnce: 0 });
      expect(slowest).toBeLessThan(3_000);
      expect(world.consoles[0]?.pid).toBe(pid);
    },
    pick(120_000, 900_000),
  );

  test("twin: where PostgreSQL does not wait for its disk, acknowledged events are missing", async () => {
    deployment = await startDeployment({
      settings: [
        "synchronous_commit=off",
        "wal_writer_delay=10s",
        "wal_writer_flush_after=1GB",
      ],
    });
    const { world, postgres } = deployment;
    const targets = await receiptTargets(world);
    const load = startLoad(() => [origin()], targets, PER_SECOND);
    await pause(1_500);
    postgres.kill();
    await pause(50);
    await postgres.accepts();
    await load.stop();
    const { missing } = await accounted(world, load.acknowledged);
    expect(missing).toBeGreaterThan(0);
  });
});
