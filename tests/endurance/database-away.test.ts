import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../harness/deployment.ts";
import { accounted, processed } from "./harness/accounted.ts";
import { figure, long, pick } from "./harness/forms.ts";
import { type Acknowledged, startLoad } from "./harness/receipt-load.ts";
import {
  type DurableDeployment,
  receiptTargets,
  startDurableDeployment,
} from "./harness/durable-deployment.ts";

const PER_SECOND = 50;
/** Seconds away, and in how many seconds all must be in the database afterwards. */
const OUTAGES = long
  ? [
      { away: 60, drained: 5 },
      { away: 600, drained: 30 },
    ]
  : [{ away: 6, drained: 5 }];

let durable: DurableDeployment | undefined;
afterEach(async () => {
  await durable?.close();
  durable = undefined;
});

const origin = () => durable?.deployment.consoles[0]?.origin ?? "";
const status = async (path: string) =>
  (await fetch(`${origin()}${path}`, { signal: AbortSignal.timeout(2_500) }))
    .status;
const spooled = () =>
  readdirSync(join(durable?.dataDir ?? "", "spool")).filter((name) =>
    /\.(spool|draining)$/.test(name),
  );

describe("a database that is unavailable under load", () => {
  test.each(OUTAGES)(
    "$away s lose no event, are drained in $drained s, and keep each account's order",
    async ({ away, drained }) => {
      durable = await startDurableDeployment();
      const { deployment, postgres } = durable;
      const targets = await receiptTargets(deployment);
      const load = startLoad(() => [origin()], targets, PER_SECOND);
      await pause(1_000);
      await postgres.takeAway();
      const gone = performance.now();
      await eventually(async () => (await status("/api/health/ready")) === 503);
      const red = performance.now() - gone;
      expect(await status("/api/health/live")).toBe(200);
      expect(await deployment.session.get("/api/v1/accounts")).toMatchObject({
        status: 503,
        body: { code: "database_away" },
      });
      await pause(away * 1_000 - red);
      await postgres.bringBack();
      await postgres.accepts();
      const back = performance.now();
      await eventually(() => spooled().length === 0, 60_000);
      const stored = performance.now() - back;
      await pause(1_000);
      await load.stop();
      const { missing, notOnce } = await accounted(
        deployment,
        load.acknowledged,
      );
      const misplaced = await outOfOrder(load.acknowledged);
      figure(
        `database away ${away} s at ${PER_SECOND}/s: ${load.acknowledged.length} of ${load.sent()} acknowledged, ${missing} missing, ${notOnce} not processed exactly once, ${misplaced} out of order; drained in ${Math.round(stored)} ms; ready was red after ${Math.round(red)} ms`,
      );
      expect({ missing, notOnce, misplaced }).toEqual({
        missing: 0,
        notOnce: 0,
        misplaced: 0,
      });
      // All but what was under way when the server was shut down under it.
      expect(load.sent() - load.acknowledged.length).toBeLessThan(PER_SECOND);
      expect(stored).toBeLessThan(drained * 1_000);
      expect(red).toBeLessThan(2_000);
    },
    pick(60_000, 900_000),
  );

  test("negative control: without the spool, acknowledged events are missing", async () => {
    durable = await startDurableDeployment();
    const { deployment, postgres } = durable;
    const targets = await receiptTargets(deployment);
    const load = startLoad(() => [origin()], targets, PER_SECOND);
    await pause(500);
    await postgres.takeAway();
    await pause(1_500);
    await load.stop();
    for (const name of spooled()) rmSync(join(durable.dataDir, "spool", name));
    await postgres.bringBack();
    await postgres.accepts();
    await processed(deployment);
    const { missing } = await accounted(deployment, load.acknowledged);
    expect(missing).toBeGreaterThan(0);
  });
});

/** Of each account's events, how many were stored as received before one that had been answered before they were sent. */
async function outOfOrder(acknowledged: Acknowledged[]): Promise<number> {
  const { rows } = await (durable as DurableDeployment).deployment.sql.query<{
    message_id: string;
  }>(
    `select receipts.message_id from receipts join inbox on inbox.key = receipts.inbox_key
     order by inbox.received_at desc`,
  );
  const known = new Map(acknowledged.map((one) => [one.messageId, one]));
  const answeredFirst = new Map<string, number>();
  let misplaced = 0;
  for (const { message_id } of rows) {
    const one = known.get(message_id);
    if (!one) continue;
    const behindIt = answeredFirst.get(one.appid) ?? Infinity;
    if (behindIt < one.sentAt) misplaced += 1;
    answeredFirst.set(one.appid, Math.min(behindIt, one.answeredAt));
  }
  return misplaced;
}
