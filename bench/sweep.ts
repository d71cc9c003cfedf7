import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { defineBenchmark } from "./harness/benchmark.ts";
import { startConsole } from "./harness/console.ts";
import { startLoad } from "./harness/load.ts";
import {
  appidOf,
  connectAccounts,
  platformEnv,
  ticketRequest,
} from "./harness/platform.ts";
import { connect, startPostgres } from "./harness/postgres.ts";
import { type Program, startProgram } from "./harness/program.ts";
import { median, spread, STEADY } from "./harness/rounds.ts";
import { seedTokens } from "./harness/seed-tokens.ts";
import type { Counted, Question } from "./programs/upstream.ts";

/** `BENCH_TOKENS=10000` for development: a round of all takes a minute and a half. */
const TOKENS = Number(process.env["BENCH_TOKENS"] ?? 100_000);
const SAMPLE = TOKENS / 10;
const SOCKETS = 64;
const ANSWER_MS = 50;
const ROUNDS = 2;
const LIMIT_MS = 5 * 60_000;

const idealSeconds = (tokens: number) => (tokens * ANSWER_MS) / SOCKETS / 1000;

/** Only makes as many calls upstream as a sweep. @returns seconds, for all tokens */
async function bareSeconds(
  load: Awaited<ReturnType<typeof startLoad>>,
  port: number,
): Promise<number> {
  const requests = Array.from({ length: SAMPLE }, (_, index) => {
    const body = JSON.stringify({ authorizer_appid: appidOf(1 + index) });
    return [
      "POST /cgi-bin/component/api_authorizer_token HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "",
      body,
    ].join("\r\n");
  });
  const { seconds } = await load(requests, { port, connections: SOCKETS });
  return (seconds * TOKENS) / SAMPLE;
}

/**
 * Lets all tokens come due, and waits until the console's own job has renewed them.
 * @returns seconds from the first call upstream to the last row written
 * @throws when an account was called twice or never
 */
async function sweepSeconds(
  sql: pg.Client,
  upstream: Program<Question, Counted>,
): Promise<number> {
  await sql.query("vacuum analyze account_tokens");
  await upstream.ask("count");
  await sql.query("update account_tokens set renew_at = now()");
  const deadline = performance.now() + LIMIT_MS;
  while ((await due(sql)) > 0) {
    if (performance.now() > deadline)
      throw new Error(`${await due(sql)} tokens are still due`);
    await pause(500);
  }
  const { rows } = await sql.query<{ at: number }>(
    "select extract(epoch from max(refreshed_at))::float8 * 1000 as at from account_tokens",
  );
  const { calls, accounts, firstAt } = await upstream.ask("count");
  if (calls !== TOKENS || accounts !== TOKENS)
    throw new Error(
      `${TOKENS} tokens were due, WeChat was called ${calls} times for ${accounts} accounts`,
    );
  return ((rows[0]?.at ?? NaN) - firstAt) / 1000;
}

/** Uses the index `account_tokens_due`. */
async function due(sql: pg.Client): Promise<number> {
  const { rows } = await sql.query<{ due: number }>(
    "select count(*)::int as due from account_tokens where renew_at <= now()",
  );
  return rows[0]?.due ?? 0;
}

export default defineBenchmark({
  name: "sweep",
  compares: `Time in which the console renews ${TOKENS} due tokens, from the first call to the last row written, ÷ that of nothing but their calls: ${TOKENS} × ${ANSWER_MS} ms, on ${SOCKETS} sockets.`,
  target: { atMost: 1.25 },
  async run(say) {
    const upstream = await startProgram<Question, Counted>("upstream", {
      answerMs: ANSWER_MS,
    });
    const port = Number(await upstream.ask("port"));
    const origin = `http://127.0.0.1:${port}`;
    const url = await startPostgres();
    const sql = await connect(url);
    await connectAccounts(sql, TOKENS);
    await seedTokens(sql, TOKENS);
    say(`${TOKENS} tokens are sealed and stored`);
    const lingpai = await startConsole(url, {
      ...platformEnv,
      WECHAT_API_ORIGIN: origin,
      WECHAT_MP_ORIGIN: origin,
      WECHAT_OPEN_ORIGIN: origin,
    });
    const load = await startLoad();
    await load([ticketRequest()], { port: lingpai.port, connections: 1 });

    const bare: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await bareSeconds(load, port));
      ours.push(await sweepSeconds(sql, upstream));
      say(`renewed in ${ours.at(-1)?.toFixed(1) ?? ""} s`);
    }
    if (spread(bare) > STEADY)
      throw new Error(
        "no ratio: the machine is busy with something else, as bare calls tell",
      );
    const ideal = idealSeconds(TOKENS);
    return {
      cases: [
        {
          name: `${TOKENS} tokens`,
          ratio: median(ours) / ideal,
          reference: [ideal],
          ours,
          unit: "s",
        },
      ],
      notes: [
        `bare calls on as many sockets, and nothing else, take ${(median(bare) / ideal).toFixed(2)} of the ideal time (a tenth of them, scaled)`,
        "no account was called twice",
      ],
    };
  },
});
