import { expect, inject, test } from "vitest";
import { eventually, startWorld } from "./harness/world.ts";

test("growing tables get their partitions, and a resent push meets its first copy's", async () => {
  const world = await startWorld(inject("clusterUrl"));
  const partitions = async (table: string) =>
    (
      await world.sql.query<{ name: string }>(
        "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass order by 1",
        [table],
      )
    ).rows.map(({ name }) => name);
  await eventually(
    async () =>
      (await partitions("inbox")).length === 10 &&
      (await partitions("audit_log")).length === 4,
  );
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  expect(await partitions("inbox")).toContain(`inbox_${today}`);
  const xml = (createTime: number) =>
    `<xml><AppId><![CDATA[${world.component.appid}]]></AppId><CreateTime>${createTime}</CreateTime><InfoType><![CDATA[something_new]]></InfoType></xml>`;
  const now = Math.floor(Date.now() / 1000);
  for (const createTime of [now, now, 1_000_000_000, 1_000_000_000])
    expect(
      (await world.sandbox.push({ kind: "event", xml: xml(createTime) })).body,
    ).toBe("success");
  const { rows } = await world.sql.query<{ place: string }>(
    "select tableoid::regclass::text as place from inbox where name = 'something_new' order by 1",
  );
  expect(rows.map(({ place }) => place)).toEqual([
    `inbox_${today}`,
    "inbox_other",
  ]);
  await world.close();
});
