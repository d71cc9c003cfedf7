import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { startConsole } from "../harness/console.ts";
import { eventually } from "../harness/deployment.ts";
import { accounted } from "./harness/accounted.ts";
import { figure, pick, seeded } from "./harness/forms.ts";
import { startLoad } from "./harness/receipt-load.ts";
import {
  type DurableDeployment,
  receiptTargets,
  startDurableDeployment,
} from "./harness/durable-deployment.ts";

const PER_SECOND = pick(300, 1_000);
const CONSOLE_KILLS = pick(3, 50);
const DATABASE_KILLS = pick(2, 10);

let durable: DurableDeployment | undefined;
afterEach(async () => {
  await durable?.close();
  durable = undefined;
});

const origin = () => durable?.deployment.consoles[0]?.origin ?? "";

async function ready(): Promise<boolean> {
  try {
    return (await fetch(`${origin()}/api/health/ready`)).status === 200;
  } catch {
    return false;
  }
}

describe("kills under load", () => {
  test(
    `${CONSOLE_KILLS} kills of a console and ${DATABASE_KILLS} of PostgreSQL lose and repeat no event`,
    async () => {
      durable = await startDurableDeployment();
      const { deployment, postgres } = durable;
      const targets = await receiptTargets(deployment);
      const random = seeded(5);
      const load = startLoad(() => [origin()], targets, PER_SECOND);
      for (let kills = 0; kills < CONSOLE_KILLS; kills += 1) {
        await pause(500 + random() * 1_000);
        await deployment.consoles[0]?.kill9();
        const PORT = String(deployment.consoles[0]?.port);
        deployment.consoles[0] = await startConsole({
          ...deployment.env,
          PORT,
        });
      }
      const pid = deployment.consoles[0]?.pid;
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
      const { missing, notOnce } = await accounted(
        deployment,
        load.acknowledged,
      );
      figure(
        `kills: ${load.acknowledged.length} acknowledged of ${load.sent()} sent at ${PER_SECOND}/s, ${missing} missing, ${notOnce} not processed exactly once; serving ${Math.round(slowest)} ms after PostgreSQL accepts`,
      );
      expect(load.acknowledged.length).toBeGreaterThan(PER_SECOND);
      expect({ missing, notOnce }).toEqual({ missing: 0, notOnce: 0 });
      expect(slowest).toBeLessThan(3_000);
      expect(deployment.consoles[0]?.pid).toBe(pid);
    },
    pick(120_000, 900_000),
  );

  test("negative control: without synchronous commits, acknowledged events are missing", async () => {
    durable = await startDurableDeployment({
      settings: [
        "synchronous_commit=off",
        "wal_writer_delay=10s",
        "wal_writer_flush_after=1GB",
      ],
    });
    const { deployment, postgres } = durable;
    const targets = await receiptTargets(deployment);
    const load = startLoad(() => [origin()], targets, PER_SECOND);
    await pause(1_500);
    postgres.kill();
    await pause(50);
    await postgres.accepts();
    await load.stop();
    const { missing } = await accounted(deployment, load.acknowledged);
    expect(missing).toBeGreaterThan(0);
  });
});
