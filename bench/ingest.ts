import type pg from "pg";
import { defineBenchmark } from "./harness/benchmark.ts";
import { BENCH_KEY, startConsole } from "./harness/console.ts";
import { type Measured, startLoad } from "./harness/load.ts";
import {
  connectAccounts,
  messageRequests,
  platform,
  platformEnv,
} from "./harness/platform.ts";
import { connect, startPostgres } from "./harness/postgres.ts";
import { startProgram } from "./harness/program.ts";
import { compare, median } from "./harness/rounds.ts";
import type { BareIngest } from "./programs/bare-ingest.ts";

const ACCOUNTS = 60;
const CONNECTIONS = 32;
const MESSAGES = 30_000;
/** Warm-up until V8 has optimized the servers. */
const WARM_UP = 100_000;
const STEADY_PER_SECOND = 500;
const STEADY_SECONDS = 10;
const STEADY_SPELLS = 5;
const MOST_P99_MS = 25;

/** @throws unless a table contains every sent message exactly once */
async function assertComplete(
  sql: pg.Client,
  table: string,
  sent: number,
): Promise<void> {
  const { rows } = await sql.query<{ all: number; distinct: number }>(
    `select count(*)::int as all, count(distinct key)::int as distinct from ${table}`,
  );
  if (rows[0]?.all !== sent || rows[0].distinct !== sent)
    throw new Error(
      `${sent} messages were acknowledged, ${table} holds ${rows[0]?.all ?? 0} rows with ${rows[0]?.distinct ?? 0} keys`,
    );
}

export default defineBenchmark({
  name: "ingest",
  compares: `Callbacks per second through the whole console over ${CONNECTIONS} connections ÷ those of a bare node:http server, a process of its own on the same PostgreSQL, that verifies, decrypts, seals and commits one INSERT for each.`,
  target: { atLeast: 1.5 },
  async run(say) {
    const url = await startPostgres();
    const sql = await connect(url);
    await sql.query("create table bare_inbox (like inbox including all)");
    const lingpai = await startConsole(url, platformEnv);
    await connectAccounts(sql, ACCOUNTS);
    const bare = await startProgram<"port", number>("bare-ingest", {
      databaseUrl: url,
      table: "bare_inbox",
      appid: platform.appid,
      token: platform.token,
      aesKey: platform.aesKey,
      sealKey: BENCH_KEY.toString("base64"),
    } satisfies BareIngest);
    const barePort = await bare.ask("port");
    const load = await startLoad();

    const sent = { inbox: 0, bare_inbox: 0 };
    const perSecond = async (
      table: keyof typeof sent,
      port: number,
      count = MESSAGES,
    ) => {
      const requests = messageRequests(count, ACCOUNTS);
      const { seconds } = await load(requests, {
        port,
        connections: CONNECTIONS,
      });
      sent[table] += count;
      return count / seconds;
    };
    await perSecond("bare_inbox", barePort, WARM_UP);
    await perSecond("inbox", lingpai.port, WARM_UP);
    say("warmed up");
    const count = STEADY_PER_SECOND * STEADY_SECONDS;
    const spells: Measured[] = [];
    while (spells.length < STEADY_SPELLS) {
      spells.push(
        await load(messageRequests(count, ACCOUNTS), {
          port: lingpai.port,
          connections: CONNECTIONS,
          perSecond: STEADY_PER_SECOND,
        }),
      );
      sent.inbox += count;
    }
    const p99s = spells.map(({ p99 }) => p99);
    const p99 = median(p99s);
    const steady = `at ${STEADY_PER_SECOND}/s by the clock 99 % of the answers come within ${p99.toFixed(1)} ms (at most ${MOST_P99_MS}; ${p99s.map((ms) => ms.toFixed(1)).join(", ")}), half of them within ${median(spells.map(({ p50 }) => p50)).toFixed(1)} ms`;
    if (p99 > MOST_P99_MS) throw new Error(steady);

    const result = await compare({
      name: "text and event messages",
      unit: "/s",
      reference: () => perSecond("bare_inbox", barePort),
      ours: () => perSecond("inbox", lingpai.port),
    });

    await assertComplete(sql, "bare_inbox", sent.bare_inbox);
    await assertComplete(sql, "inbox", sent.inbox);
    return {
      cases: [result],
      notes: [
        steady,
        `all ${sent.inbox} messages that were acknowledged are in the inbox, each once`,
      ],
    };
  },
});
