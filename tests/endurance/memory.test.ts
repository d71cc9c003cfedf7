import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { connect, sample } from "../harness/accounts.ts";
import { figure, long, pick } from "./harness/forms.ts";
import { startLoad } from "./harness/receipt-load.ts";
import {
  type DurableDeployment,
  receiptTargets,
  startDurableDeployment,
} from "./harness/durable-deployment.ts";

const PER_SECOND = pick(200, 500);
const SECONDS = pick(20, 600);
/** Before that a process fills its caches. */
const WARM_SECONDS = pick(5, 120);
const EVERY_MS = pick(1_000, 10_000);

let durable: DurableDeployment | undefined;
afterEach(async () => {
  await durable?.close();
  durable = undefined;
});

test(
  `memory does not grow in ${SECONDS} seconds of ${PER_SECOND} requests a second`,
  async () => {
    durable = await startDurableDeployment();
    const { deployment } = durable;
    const targets = await receiptTargets(deployment);
    const appid = await connect(deployment, sample(deployment, "云杉咖啡"));
    const origin = deployment.consoles[0]?.origin ?? "";
    const load = startLoad(() => [origin], targets, PER_SECOND * 0.8);
    let running = true;
    const reading = (async () => {
      while (running) {
        const answers = await Promise.all(
          Array.from({ length: Math.ceil(PER_SECOND * 0.02) }, () =>
            deployment.session.get(`/api/v1/accounts/${appid}/access-token`),
          ),
        );
        for (const { status } of answers)
          if (status !== 200) throw new Error(`a token was refused: ${status}`);
        await pause(100);
      }
    })();
    await pause(WARM_SECONDS * 1_000);
    const samples: { minute: number; megabytes: number }[] = [];
    const begun = performance.now();
    while (performance.now() - begun < (SECONDS - WARM_SECONDS) * 1_000) {
      samples.push({
        minute: (performance.now() - begun) / 60_000,
        megabytes: await residentMegabytes(origin),
      });
      await pause(EVERY_MS);
    }
    running = false;
    await reading;
    await load.stop();
    const slope = slopeOf(samples);
    const first = samples[0]?.megabytes ?? 0;
    const last = samples.at(-1)?.megabytes ?? 0;
    figure(
      `memory: ${SECONDS} s at ${PER_SECOND}/s, ${Math.round(first)} MB to ${Math.round(last)} MB, ${slope.toFixed(2)} MB a minute; answers ${JSON.stringify([...load.answers])}`,
    );
    expect([...load.answers.keys()]).toEqual([200]);
    // Seconds tell a flood from none, not a trickle: that is for the long form.
    if (long) expect(slope).toBeLessThanOrEqual(1);
    else expect(last - first).toBeLessThan(100);
  },
  (SECONDS + 60) * 1_000,
);

test("negative control: the slope of growing memory is detected", () => {
  const growing = Array.from({ length: 48 }, (_, number) => ({
    minute: number / 6,
    megabytes: 200 + (number / 6) * 2 + (number % 5),
  }));
  expect(slopeOf(growing)).toBeGreaterThan(1);
});

async function residentMegabytes(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const bytes = /^process_resident_memory_bytes (\S+)/m.exec(text)?.[1];
  return Number(bytes) / 2 ** 20;
}

/** Least squares, in megabytes a minute. */
function slopeOf(samples: { minute: number; megabytes: number }[]): number {
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(({ minute }) => minute));
  const y = mean(samples.map(({ megabytes }) => megabytes));
  const covariance = mean(
    samples.map(({ minute, megabytes }) => (minute - x) * (megabytes - y)),
  );
  return covariance / mean(samples.map(({ minute }) => (minute - x) ** 2));
}
