import { Agent } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReceiptTarget } from "../harness/receipt-target.ts";
import { accounted, processed } from "./harness/accounted.ts";
import { figure, pick } from "./harness/forms.ts";
import { post } from "./harness/receipt-load.ts";
import {
  type DurableDeployment,
  receiptTargets,
  startDurableDeployment,
} from "./harness/durable-deployment.ts";

const EVENTS = pick(600, 10_000);
const CONSOLES = 4;
const COPIES = 3;
const AT_ONCE = 60;

let durable: DurableDeployment;
let targets: ReceiptTarget[];
beforeAll(async () => {
  durable = await startDurableDeployment({ consoles: CONSOLES });
  targets = await receiptTargets(durable.deployment);
});
afterAll(() => durable.close());

/** Pushes each event three times, to consoles that take turns, the copies at once. */
async function pushCopies(events: number, first: bigint) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const sent: { appid: string; messageId: string }[] = [];
  let success = 0;
  const pushOne = async (number: number) => {
    const target = targets[number % targets.length];
    if (!target) return;
    const messageId = String(first + BigInt(number));
    sent.push({ appid: target.appid, messageId });
    const answers = await Promise.all(
      Array.from({ length: COPIES }, (_, copy) => {
        const console = durable.deployment.consoles[(number + copy) % CONSOLES];
        return post(
          agent,
          `${console?.origin ?? ""}${target.path}`,
          target.body(messageId),
        );
      }),
    );
    success += answers.filter((status) => status === 200).length;
  };
  for (let at = 0; at < events; at += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, events - at) }, (_, number) =>
        pushOne(at + number),
      ),
    );
  agent.destroy();
  await processed(durable.deployment);
  return { sent, success };
}

const count = async (statement: string) =>
  Number(
    (await durable.deployment.sql.query<{ count: string }>(statement)).rows[0]
      ?.count,
  );
const rows = () =>
  count("select count(*) from inbox where channel = 'receipt'");
const effects = () => count("select count(*) from webhook_deliveries");

describe("the same push three times to four instances", () => {
  test(
    `${EVENTS} events make ${EVENTS} rows, ${EVENTS} effects and ${EVENTS * COPIES} times success`,
    async () => {
      const { sent, success } = await pushCopies(EVENTS, 2n ** 60n);
      const found = { rows: await rows(), effects: await effects(), success };
      figure(
        `copies: ${EVENTS} events × ${COPIES} to ${CONSOLES} instances: ${found.rows} rows, ${found.effects} effects, ${found.success} success`,
      );
      expect(found).toEqual({
        rows: EVENTS,
        effects: EVENTS,
        success: EVENTS * COPIES,
      });
      expect(await accounted(durable.deployment, sent)).toEqual({
        missing: 0,
        notOnce: 0,
      });
    },
    pick(120_000, 600_000),
  );

  test("negative control: with a different key for each copy there are more rows than events", async () => {
    const { sql } = durable.deployment;
    await sql.query(`
      create function no_key() returns trigger language plpgsql as $$ begin new.key := new.key || gen_random_uuid(); return new; end $$;
      create trigger no_key before insert on inbox for each row execute function no_key()`);
    const before = await rows();
    const agent = new Agent({ keepAlive: true });
    const [target] = targets;
    for (let copy = 0; copy < COPIES; copy += 1)
      await post(
        agent,
        `${durable.deployment.consoles[copy]?.origin ?? ""}${target?.path ?? ""}`,
        target?.body(String(2n ** 61n)) ?? "",
      );
    agent.destroy();
    expect((await rows()) - before).not.toBe(1);
  });
});
