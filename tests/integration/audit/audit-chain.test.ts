import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { spawnLingpai } from "../../harness/console.ts";
import { type Session, signIn } from "../../harness/session.ts";
import {
  eventually,
  startDeployment,
  type Deployment,
} from "../../harness/deployment.ts";

let deployment: Deployment;
let sessions: Session[];
const dataDir = mkdtempSync(join(tmpdir(), "lingpai-verify-"));
const SECRET_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"), {
    consoles: 2,
    env: { SECRET_KEYS },
  });
  sessions = [];
  for (const { origin } of deployment.consoles)
    sessions.push(await signIn(origin));
});
afterAll(() => deployment.close());

async function verify(
  ...args: string[]
): Promise<{ status: number | null; output: string }> {
  const program = spawnLingpai(["verify-audit", ...args], {
    ...deployment.env,
    DATA_DIR: dataDir,
  });
  const status = await program.ended;
  return { status, output: program.output() };
}

/** Changes by both consoles, several at once. */
async function changes(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { status } = (await sessions[index % 2]?.send(
        "POST",
        "/api/v1/user-properties",
        {
          name: `p_${randomUUID().replaceAll("-", "").slice(0, 12)}`,
          displayName: `属性 ${index}`,
          type: "text",
        },
      )) ?? { status: 0 };
      expect(status).toBe(201);
    }),
  );
}

const allSealed = () =>
  eventually(async () => {
    const { rowCount } = await deployment.sql.query(
      "select from audit_unsealed",
    );
    return rowCount === 0;
  });

/** Runs statements as the database's superuser, without triggers and rights, while nothing is sealed. */
async function asSuperuser(statements: string): Promise<void> {
  const client = await deployment.sql.connect();
  try {
    await client.query(
      `begin; set local session_replication_role = replica;
       lock table audit_seals, audit_log, audit_unsealed in access exclusive mode;
       ${statements}; commit`,
    );
  } finally {
    client.release(true);
  }
}

const headOf = (output: string) => /head: (\d+:[0-9a-f]{64})/.exec(output)?.[1];

describe("the chain", () => {
  test("200 concurrent changes on two consoles give one complete chain", async () => {
    await changes(200);
    await allSealed();
    const { rows } = await deployment.sql.query<{
      rows: number;
      seals: number;
      last: number;
    }>(
      "select (select count(*) from audit_log)::int as rows, (select count(distinct (at, id)) from audit_seals)::int as seals, (select max(sequence) from audit_seals)::int as last",
    );
    expect(rows[0]?.seals).toBe(rows[0]?.rows);
    expect(rows[0]?.last).toBe(rows[0]?.rows);
    const { status, output } = await verify();
    expect(output).toContain(`${rows[0]?.rows} rows are as they were written`);
    expect(headOf(output)).toBeDefined();
    expect(status).toBe(0);
  });

  test("negative control: where a sequence may be used twice, the chain is incomplete", async () => {
    // Many rows wait, both consoles seal them, and each takes its time: without the key both get through.
    await deployment.sql.query(`
      begin;
      alter table audit_seals drop constraint audit_seals_pkey;
      drop index audit_seals_by_row;
      create index audit_seals_slow on audit_seals (sequence);
      create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(1.5); return null; end $$;
      create trigger linger after insert on audit_seals for each statement execute function linger();
      commit`);
    const { rows: before } = await deployment.sql.query<{ last: number }>(
      "select max(sequence)::int as last from audit_seals",
    );
    await changes(20);
    await eventually(async () => {
      await changes(4);
      const { rowCount } = await deployment.sql.query(
        "select from audit_seals group by sequence having count(*) > 1",
      );
      return (rowCount ?? 0) > 0;
    }, 40_000);
    await deployment.sql.query(
      "drop trigger linger on audit_seals; drop function linger",
    );
    await allSealed();
    expect((await verify()).status).toBe(1);
    // Restored for the following tests: the rows sealed since then wait to be sealed again.
    await asSuperuser(`
      delete from audit_seals where sequence > ${before[0]?.last ?? 0};
      insert into audit_unsealed select at, id from audit_log l where not exists (select from audit_seals s where s.at = l.at and s.id = l.id) on conflict do nothing;
      drop index audit_seals_slow;
      alter table audit_seals add constraint audit_seals_pkey primary key (sequence);
      create unique index audit_seals_by_row on audit_seals (at, id)`);
    await allSealed();
    expect((await verify()).output).toContain("are as they were written");
    expect((await verify()).status).toBe(0);
  }, 120_000);
});

describe("a forged audit log", () => {
  let head: string;
  interface Planted {
    sequence: number;
    at: string;
    id: string;
  }
  async function row(sequenceFromEnd = 30): Promise<Planted> {
    const { rows } = await deployment.sql.query<Planted>(
      "select sequence::int, at::text, id from audit_seals order by sequence desc offset $1 limit 1",
      [sequenceFromEnd],
    );
    if (!rows[0]) throw new Error("the chain is too short");
    return rows[0];
  }
  beforeAll(async () => {
    await changes(40);
    await allSealed();
    head = headOf((await verify()).output) ?? "";
    expect(head).not.toBe("");
    await asSuperuser(
      "create schema kept; create table kept.log as select * from audit_log; create table kept.seals as select * from audit_seals",
    );
  });
  afterEach(async () => {
    await asSuperuser(`
      delete from audit_log; delete from audit_seals; delete from audit_unsealed;
      insert into audit_log select * from kept.log;
      insert into audit_seals select * from kept.seals`);
    expect(await verify("--head", head)).toMatchObject({ status: 0 });
  });

  test.each([
    ["name", "actor_name = 'somebody else'"],
    ["outcome", "outcome = 'failed'"],
    ["content", "after = '{}'"],
    ["address", "address = null"],
  ])("a changed %s of a row is found, and so is the row", async (_, change) => {
    const { sequence, id } = await row();
    await asSuperuser(`update audit_log set ${change} where id = '${id}'`);
    const { status, output } = await verify();
    expect(status).toBe(1);
    const lines = output.split("\n").filter((line) => line.startsWith("✗"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`row ${sequence} `);
    expect(lines[0]).toContain(id);
  });

  test("a changed time of a row is found", async () => {
    const { sequence, id } = await row();
    await asSuperuser(
      `update audit_log set at = at + interval '1 second' where id = '${id}'`,
    );
    const { status, output } = await verify();
    expect(status).toBe(1);
    expect(output).toContain(`row ${sequence} `);
    expect(output).toContain("was removed");
    expect(output).toContain("was not inserted by the console");
  });

  test("a removed row is found, also when its seal is removed", async () => {
    const { sequence, id } = await row();
    await asSuperuser(`delete from audit_log where id = '${id}'`);
    expect((await verify()).output).toContain(`row ${sequence} (`);
    await asSuperuser(`delete from audit_seals where id = '${id}'`);
    const { status, output } = await verify();
    expect([status, output]).toEqual([
      1,
      expect.stringContaining(
        `the seals of the rows ${sequence} to ${sequence} were removed`,
      ),
    ]);
  });

  test("a removed row is found, also when the gap behind it is closed", async () => {
    const { sequence, id } = await row();
    await asSuperuser(`
      delete from audit_log where id = '${id}'; delete from audit_seals where id = '${id}';
      update audit_seals set sequence = -sequence where sequence > ${sequence};
      update audit_seals set sequence = -sequence - 1 where sequence < 0`);
    const { status, output } = await verify();
    expect(status).toBe(1);
    expect(output).toContain(`row ${sequence} `);
  });

  test("an inserted row is found, without a seal and with one of another day", async () => {
    const insert = (at: string) => `
      with made as (insert into audit_log (at, actor_kind, actor_name, action, outcome)
        values (${at}, 'user', 'planted', 'account.enabled', 'done') returning at, id)`;
    await asSuperuser(`${insert("now() - interval '1 hour'")} select 1`);
    const { status, output } = await verify();
    expect(status).toBe(1);
    expect(output).toContain("was not inserted by the console");
    await asSuperuser("delete from audit_log where actor_name = 'planted'");
    await asSuperuser(
      `${insert("now() - interval '1 hour'")} insert into audit_unsealed select at, id from made`,
    );
    await allSealed();
    const later = await verify();
    expect(later.status).toBe(1);
    expect(later.output).toContain("at another time than its own");
  });

  test("a changed order is found", async () => {
    const [one, other] = [await row(30), await row(20)];
    await asSuperuser(`
      update audit_seals set sequence = 0 where sequence = ${one.sequence};
      update audit_seals set sequence = ${one.sequence} where sequence = ${other.sequence};
      update audit_seals set sequence = ${other.sequence} where sequence = 0`);
    const { status, output } = await verify();
    expect(status).toBe(1);
    expect(output).toContain(`row ${one.sequence} `);
    expect(output).toContain(`row ${other.sequence} `);
  });

  test("a cut-off end is found by a head that was kept elsewhere", async () => {
    const { sequence } = await row(5);
    await asSuperuser(`
      delete from audit_log l using audit_seals s where s.at = l.at and s.id = l.id and s.sequence > ${sequence};
      delete from audit_unsealed;
      delete from audit_seals where sequence > ${sequence}`);
    expect((await verify()).status).toBe(0);
    const { status, output } = await verify("--head", head);
    expect(status).toBe(1);
    expect(output).toContain("its end was cut off");
    const other = `${head.slice(0, -1)}${head.endsWith("0") ? "1" : "0"}`;
    expect((await verify("--head", other)).status).toBe(1);
  });

  test("a forged checkpoint hides nothing, since it is not signed", async () => {
    const { sequence } = await row();
    await asSuperuser(`
      insert into audit_checkpoints (sequence, hash, before, signature)
      select sequence, hash, now() - interval '200 days', '\\x00' from audit_seals where sequence = ${sequence}`);
    const { status, output } = await verify();
    await asSuperuser("delete from audit_checkpoints");
    expect(status).toBe(1);
    expect(output).toContain("was not made by the console");
  });
});

describe("months older than the retention of the log", () => {
  test("an old month is dropped with its part of the chain, and the rest still verifies", async () => {
    await deployment.sql.query(
      "select make_partition('audit_log', '2020-01-01', '2020-02-01'), make_partition('audit_log', '2020-02-01', '2020-03-01')",
    );
    // An old deployment: its first entries are at the beginning of its chain.
    await asSuperuser(`
      delete from audit_log; delete from audit_seals; delete from audit_unsealed;
      with old as (insert into audit_log (at, actor_kind, actor_name, action, outcome)
        select '2020-01-31 23:00Z'::timestamptz + n * interval '10 minutes', 'user', 'old', 'account.enabled', 'done' from generate_series(1, 20) n
        returning at, id)
      insert into audit_unsealed select at, id from old`);
    await allSealed();
    await changes(5);
    await allSealed();
    expect((await verify()).status).toBe(0);
    await deployment.restart({});
    sessions[0] = deployment.session;
    const { rows } = await deployment.sql.query<{ old: number; seals: number }>(
      "select (select count(*) from audit_log where at < '2021-01-01')::int as old, (select count(*) from audit_seals where at < '2021-01-01')::int as seals",
    );
    expect(rows).toEqual([{ old: 0, seals: 0 }]);
    await changes(3);
    await allSealed();
    const { status, output } = await verify();
    expect(output).toContain("have been dropped after their retention");
    expect(status).toBe(0);
    const head = headOf(output) ?? "";
    expect((await verify("--head", head)).status).toBe(0);
    const early = await verify("--head", `3:${"0".repeat(64)}`);
    expect([early.status, early.output]).toEqual([
      1,
      expect.stringContaining("has been dropped after its retention"),
    ]);
  }, 90_000);
});

test("wrong arguments of the command are refused with its usage", async () => {
  for (const args of [["--head"], ["--head", "none"], ["more"]]) {
    const { status, output } = await verify(...args);
    expect([status, output]).toEqual([
      2,
      expect.stringContaining("takes only --head"),
    ]);
  }
});
