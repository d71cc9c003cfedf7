import type pg from "pg";
import { cursorOf } from "#lib/base/paging.ts";
import {
  STATEMENT_SETTINGS,
  statementsOf,
} from "../tests/harness/statements.ts";
import {
  type Case,
  defineBenchmark,
  type Outcome,
} from "./harness/benchmark.ts";
import {
  type BenchConsole,
  requestMs,
  startConsole,
} from "./harness/console.ts";
import { anotherDatabase, connect, startPostgres } from "./harness/postgres.ts";
import { compare } from "./harness/rounds.ts";
import { seedAccounts } from "./harness/seed-accounts.ts";

const MANY = 1_000_000;
const FEW = 10;
const WARM_UP = 4;
const REQUESTS = 7;
const STATEMENTS_AT_MOST = 3;
const STATEMENT_MS_AT_MOST = 50;

/** The page's address; `limit` keeps both sides at ten rows, so that only the number of accounts differs. */
const pageOf = (query: string) => `/accounts?limit=${FEW}&${query}`;

const plainQueries = [
  "kind=service",
  "kind=subscription",
  "kind=mini_program",
  "status=enabled",
  "status=disabled",
  "status=deauthorized",
  "kind=mini_program&status=deauthorized",
  "sort=authorized_asc",
  "sort=name_asc",
  "sort=name_desc",
];

/** Search terms by how many of the million they match. */
const searches = {
  "hits hundreds of thousands": ["有", "有限", "责任公", "a"],
  "hits often": ["云", "咖啡", "咖啡馆", "k", "ka", "dio"],
  "hits rarely": ["青云", "望海书", "lom", "solri"],
  misses: ["鑫", "云杉", "司云公", "限有", "q", "xq", "ofi"],
};

/** The cursor of a reader who has followed 次页 through half of the list. */
async function deepQueries(sql: pg.Client): Promise<[string, string][]> {
  const middle = async (column: "authorized_at" | "name") => {
    const { rows } = await sql.query<{
      position: Date | string;
      appid: string;
    }>(
      `select ${column} as position, appid from accounts order by ${column} desc, appid desc offset ${MANY / 2} limit 1`,
    );
    const [{ position, appid } = { position: "", appid: "" }] = rows;
    return cursorOf([
      typeof position === "string" ? position : position.toISOString(),
      appid,
    ]);
  };
  const [byTime, byName] = [
    await middle("authorized_at"),
    await middle("name"),
  ];
  return [
    ["deep page", `cursor=${byTime}`],
    ["deep page by name", `sort=name_desc&cursor=${byName}`],
    ["deep page of a kind", `kind=mini_program&cursor=${byTime}`],
    [
      "deep page of a search",
      `q=${encodeURIComponent("咖啡")}&cursor=${byTime}`,
    ],
  ];
}

const searchQueries = Object.entries(searches).flatMap(([becomes, texts]) =>
  texts.map((q): [string, string] => [
    `search ${q} (${becomes})`,
    `q=${encodeURIComponent(q)}`,
  ]),
);

/** Gives the reference the accounts that the page of the million shows, so that both pages show the same. */
async function copyPage(
  big: BenchConsole,
  query: string,
  from: pg.Client,
  to: pg.Client,
): Promise<void> {
  const answer = await fetch(
    `${big.origin}/api/v1/accounts?limit=${FEW}&${query}`,
    { headers: { cookie: big.cookie } },
  );
  const { items } = (await answer.json()) as { items: { appid: string }[] };
  const { rows } = await from.query<{ accounts: unknown }>(
    `select json_agg(chosen) as accounts from (
       select * from accounts order by appid = any($1) desc, authorized_at desc limit ${FEW}) as chosen`,
    [items.map(({ appid }) => appid)],
  );
  await to.query("delete from accounts");
  await to.query(
    "insert into accounts select * from json_populate_recordset(null::accounts, $1)",
    [JSON.stringify(rows[0]?.accounts)],
  );
  await to.query("vacuum analyze accounts");
}

/** The fastest of a few requests: other load on the machine only slows them. */
async function round(console: BenchConsole, path: string): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request += 1)
    times.push(await requestMs(console, path));
  return Math.min(...times);
}

interface Sides {
  few: BenchConsole;
  many: BenchConsole;
  fewSql: pg.Client;
  manySql: pg.Client;
}

interface Measured {
  result: Case;
  /** Of one page of the million. */
  statements: number;
  slowestMs: number;
}

async function measure(
  { few, many, fewSql, manySql }: Sides,
  [name, query]: [string, string],
): Promise<Measured> {
  const path = pageOf(query);
  await copyPage(many, query, manySql, fewSql);
  for (let time = 0; time < WARM_UP; time += 1)
    for (const console of [few, many]) await requestMs(console, path);
  const result = await compare({
    name,
    unit: "ms",
    reference: () => round(few, path),
    ours: () => round(many, path),
  });
  const look = () => statementsOf(manySql, () => requestMs(many, path));
  let { perRequest, slowestMs } = await look();
  // A single slow request may be due to other load on the machine.
  if (slowestMs > STATEMENT_MS_AT_MOST)
    ({ perRequest, slowestMs } = await look());
  return { result, statements: perRequest, slowestMs };
}

async function startSides(say: (line: string) => void): Promise<Sides> {
  const manyUrl = await startPostgres(STATEMENT_SETTINGS);
  const fewUrl = await anotherDatabase(manyUrl, "few");
  const [fewSql, manySql] = [await connect(fewUrl), await connect(manyUrl)];
  say("making a million accounts, which takes two minutes");
  await seedAccounts(manySql, MANY);
  await seedAccounts(fewSql, FEW);
  return {
    few: await startConsole(fewUrl),
    many: await startConsole(manyUrl),
    fewSql,
    manySql,
  };
}

export default defineBenchmark({
  name: "list",
  compares: `Time of the page /accounts with ${MANY.toLocaleString("en")} accounts ÷ with ${FEW}, both showing the same ${FEW}.`,
  target: { atMost: 1.3 },
  async run(say) {
    const sides = await startSides(say);
    const queries: [string, string][] = [
      ["first page", ""],
      ...(await deepQueries(sides.manySql)),
      ...plainQueries.map((query): [string, string] => [query, query]),
      ...searchQueries,
    ];
    const measured: Measured[] = [];
    for (const query of queries) {
      const one = await measure(sides, query);
      say(`${one.result.ratio.toFixed(2)} ${one.result.name}`);
      measured.push(one);
    }
    const whole = await round(sides.many, "/accounts");
    const { notes, faults } = judged(measured);
    return {
      cases: measured.map(({ result }) => result),
      notes: [
        ...notes,
        `The page as it opens, with fifty of the million, took ${whole.toFixed(0)} ms.`,
      ],
      faults,
    };
  },
});

/** Conditions for the million besides the ratio. */
function judged(measured: Measured[]): Pick<Outcome, "notes" | "faults"> {
  const statements = Math.max(...measured.map((one) => one.statements));
  const slowest = measured.reduce((one, other) =>
    other.slowestMs > one.slowestMs ? other : one,
  );
  return {
    notes: [
      `Each page asks the database ${statements} times at most, the session included (limit ${STATEMENTS_AT_MOST}).`,
      `The slowest statement took ${slowest.slowestMs.toFixed(1)} ms, of “${slowest.result.name}” (limit ${STATEMENT_MS_AT_MOST} ms).`,
    ],
    faults: [
      ...(statements > STATEMENTS_AT_MOST ? ["too many statements"] : []),
      ...(slowest.slowestMs > STATEMENT_MS_AT_MOST ? ["a slow statement"] : []),
    ],
  };
}
