import pg from "pg";
import { expect, inject, test } from "vitest";
import { createTestDatabase } from "../../harness/cluster.ts";
import { startConsole } from "../../harness/console.ts";
import { eventually, startDeployment } from "../../harness/deployment.ts";

test("growing tables get partitions, and a resent push meets the row of its first copy", async () => {
  const deployment = await startDeployment(inject("clusterUrl"));
  const partitions = async (table: string) =>
    (
      await deployment.sql.query<{ name: string }>(
        "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass order by 1",
        [table],
      )
    ).rows.map(({ name }) => name);
  await eventually(
    async () =>
      (await partitions("inbox")).length === 10 &&
      (await partitions("audit_log")).length === 4 &&
      (await partitions("receipts")).length === 10,
  );
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  expect(await partitions("inbox")).toContain(`inbox_${today}`);
  const xml = (createTime: number) =>
    `<xml><AppId><![CDATA[${deployment.component.appid}]]></AppId><CreateTime>${createTime}</CreateTime><InfoType><![CDATA[something_new]]></InfoType></xml>`;
  const now = Math.floor(Date.now() / 1000);
  for (const createTime of [now, now, 1_000_000_000, 1_000_000_000])
    expect(
      (await deployment.sandbox.push({ kind: "event", xml: xml(createTime) }))
        .body,
    ).toBe("success");
  const { rows } = await deployment.sql.query<{ place: string }>(
    "select tableoid::regclass::text as place from inbox where name = 'something_new' order by 1",
  );
  expect(rows.map(({ place }) => place)).toEqual([
    `inbox_${today}`,
    "inbox_other",
  ]);
  await deployment.close();
});

test("days beyond the retention of receipts are dropped as partitions at the next start", async () => {
  const database = await createTestDatabase(inject("clusterUrl"));
  const start = () =>
    startConsole({
      DATABASE_URL: database.url,
      SANDBOX: "off",
      RECEIPT_DAYS: "10",
    });
  await (await start()).stop();
  const sql = new pg.Client({ connectionString: database.ownerUrl });
  await sql.connect();
  const days = [9, 12].map((ago) => new Date(Date.now() - ago * 86_400_000));
  for (const [index, day] of days.entries()) {
    const [from, to] = [day, new Date(day.getTime() + 86_400_000)].map((at) =>
      at.toISOString().slice(0, 10),
    );
    await sql.query(
      `create table receipts_${from?.replaceAll("-", "")} partition of receipts for values from ('${from} 00:00:00+00') to ('${to} 00:00:00+00')`,
    );
    await sql.query(
      "insert into receipts (appid, event_time, key, event, openid, template_id, outcome, inbox_key) values ('wx1', $1, $2, 'subscribe_msg_sent_event', 'o', 't', 'success', '')",
      [day, String(index)],
    );
  }
  const second = await start();
  const left = await sql.query<{ key: string }>("select key from receipts");
  expect(left.rows).toEqual([{ key: "0" }]);
  await second.stop();
  await sql.end();
  await database.drop();
});
