import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { frame } from "#lib/callbacks/store/spool-frames.ts";
import { sample } from "../../harness/accounts.ts";
import {
  receiptTarget,
  type ReceiptTarget,
} from "../../harness/receipt-target.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";
import { throughout } from "../../harness/waits.ts";

let deployment: Deployment;
let target: ReceiptTarget;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), { consoles: 2 });
  target = await receiptTarget(deployment, sample(deployment, "云杉咖啡点单"));
});
afterAll(() => deployment.close());

let number = 1_700_000_000_000_000_000n;
/** A receipt from a forwarder. @returns the message that it is about */
async function pushReceipt(): Promise<string> {
  const id = String((number += 1n));
  const { status } = await fetch(
    `${deployment.consoles[0]?.origin ?? ""}${target.path}`,
    { method: "POST", body: target.body(id) },
  );
  expect(status).toBe(200);
  return id;
}
const isStored = async (messageId: string) =>
  (
    await deployment.sql.query("select 1 from receipts where message_id = $1", [
      messageId,
    ])
  ).rowCount === 1;
const stateOf = async (key: string) =>
  (
    await deployment.sql.query<{ state: string; attempts: number }>(
      "select state, attempts from inbox where key = $1",
      [key],
    )
  ).rows[0];
/** An event whose outcome is undone, as if it had just been stored, or claimed by an instance that then died. */
async function pendingAgain(
  change = "attempts = 0, lease_until = null",
): Promise<{ key: string; messageId: string }> {
  const messageId = await pushReceipt();
  await eventually(() => isStored(messageId));
  const { rows } = await deployment.sql.query<{ inbox_key: string }>(
    "delete from receipts where message_id = $1 returning inbox_key",
    [messageId],
  );
  const key = rows[0]?.inbox_key ?? "";
  await deployment.sql.query(
    `update inbox set state = 'pending', next_attempt_at = now(), ${change} where key = $1`,
    [key],
  );
  return { key, messageId };
}

describe("pending events", () => {
  test("events are found without notifications, as behind a pooler that drops them", async () => {
    const { messageId } = await pendingAgain();
    await eventually(() => isStored(messageId), 5_000);
  });

  test("events of an instance that died are processed after its lease has expired, and not before", async () => {
    const { key, messageId } = await pendingAgain(
      "attempts = 1, lease_until = now() + interval '4 seconds'",
    );
    await throughout(3_000, async () =>
      expect(await stateOf(key)).toEqual({ state: "pending", attempts: 1 }),
    );
    await eventually(() => isStored(messageId));
    await eventually(async () => (await stateOf(key))?.state === "done");
    expect((await stateOf(key))?.attempts).toBe(2);
  });

  test("claimed events are leased for less than a minute", async () => {
    await deployment.sql.query(`
      create function hold_on() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
      create trigger hold_on before insert on receipts for each row execute function hold_on()`);
    await pushReceipt();
    let seconds = 0;
    await eventually(async () => {
      const { rows } = await deployment.sql.query<{ seconds: number }>(
        "select extract(epoch from lease_until - now())::float8 as seconds from inbox where state = 'pending' and lease_until is not null",
      );
      seconds = rows[0]?.seconds ?? 0;
      return seconds > 0;
    });
    await deployment.sql.query(
      "drop trigger hold_on on receipts; drop function hold_on",
    );
    expect(seconds).toBeLessThan(58);
  });

  test("events of other accounts are not delayed by one whose events hang at WeChat", async () => {
    deployment.sandbox.setScenario({ latencyMs: 4_000 });
    const slow = sample(deployment, "望江书局");
    await deployment.sandbox.control("authorize", { appid: slow });
    const begun = performance.now();
    const ids = await Promise.all(Array.from({ length: 5 }, pushReceipt));
    for (const id of ids) await eventually(() => isStored(id));
    const ticket = deployment.sandbox.control("ticket");
    await ticket;
    expect(performance.now() - begun).toBeLessThan(3_500);
    const { rows } = await deployment.sql.query<{ state: string }>(
      "select state from inbox where appid = $1",
      [slow],
    );
    expect(rows).toEqual([{ state: "pending" }]);
    deployment.sandbox.setScenario({ latencyMs: 0 });
    await eventually(
      async () =>
        (await deployment.session.get(`/api/v1/accounts/${slow}`)).status ===
        200,
      30_000,
    );
  }, 60_000);
});

test("a spooled callback that the database refuses is quarantined, and later ones are stored", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "lingpai-spool-"));
  const folder = join(dataDir, "spool");
  const record = {
    key: "behind-the-refused-one",
    createTime: Math.floor(Date.now() / 1000),
    componentAppid: "wxnobody",
    appid: null,
    channel: "event",
    name: "other",
    bodySealed: "sealed",
    settled: true,
    userName: null,
    receivedMs: Date.now(),
  };
  mkdirSync(folder);
  writeFileSync(
    join(folder, "left-by-a-dead-console.spool"),
    Buffer.concat(
      [{ ...record, key: null }, record].map((one) =>
        frame(JSON.stringify(one)),
      ),
    ),
  );
  const own = await startDeployment(inject("clusterUrl"), {
    env: { DATA_DIR: dataDir },
  });
  await eventually(async () => {
    const { rowCount } = await own.sql.query(
      "select 1 from inbox where key = $1",
      [record.key],
    );
    return rowCount === 1 && readdirSync(folder).length === 1;
  });
  expect(readdirSync(folder)).toEqual(["refused.damaged"]);
  await own.sandbox.control("ticket");
  await own.close();
  rmSync(dataDir, { recursive: true, force: true });
});
