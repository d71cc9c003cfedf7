import { defineBenchmark } from "./harness/benchmark.ts";
import {
  BENCH_KEY,
  type BenchConsole,
  startConsole,
} from "./harness/console.ts";
import { startLoad } from "./harness/load.ts";
import { appidOf, connectAccounts, platformEnv } from "./harness/platform.ts";
import { connect, startPostgres } from "./harness/postgres.ts";
import { startProgram } from "./harness/program.ts";
import { compare } from "./harness/rounds.ts";
import { seededToken, seedTokens } from "./harness/seed-tokens.ts";
import type { BareToken } from "./programs/bare-token.ts";

const ACCOUNTS = 2_000;
const CONNECTIONS = 32;
const REQUESTS = 40_000;
const WARM_UP = 10_000;

const pathOf = (number: number) =>
  `/api/v1/accounts/${appidOf(number)}/access-token`;

/** @param proof the header that authenticates the caller */
function tokenRequests(count: number, proof: string): string[] {
  return Array.from({ length: count }, (_, index) =>
    [
      `GET ${pathOf(1 + (index % ACCOUNTS))} HTTP/1.1`,
      "Host: localhost",
      "Accept: application/json",
      "Connection: keep-alive",
      proof,
      "\r\n",
    ].join("\r\n"),
  );
}

/** An API key whose rate limit exceeds the load. */
async function newKey({ origin, cookie }: BenchConsole): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/api-keys`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({
      name: "bench",
      scopes: ["tokens:read"],
      accounts: null,
      requestsPerMinute: 1_000_000,
      expiresAt: null,
    }),
  });
  const { key } = (await answer.json()) as { key?: string };
  if (key === undefined) throw new Error(`no key: ${answer.status}`);
  return key;
}

/** @throws unless a server returns the seeded token */
async function assertRight(
  origin: string,
  { cookie }: Pick<BenchConsole, "cookie">,
): Promise<void> {
  const answer = await fetch(`${origin}${pathOf(7)}`, { headers: { cookie } });
  const { accessToken } = (await answer.json()) as { accessToken?: string };
  if (accessToken !== seededToken(7))
    throw new Error(`${origin} answers ${answer.status} and another token`);
}

export default defineBenchmark({
  name: "token",
  compares: `Access tokens per second that the whole console gives a signed-in person or an API key, over ${CONNECTIONS} connections and of ${ACCOUNTS} accounts, ÷ those of a bare node:http server on the same PostgreSQL that does one SELECT and opens one AES-GCM seal for each.`,
  target: { atLeast: 0.6 },
  async run(say) {
    const url = await startPostgres();
    const sql = await connect(url);
    const lingpai = await startConsole(url, platformEnv);
    await connectAccounts(sql, ACCOUNTS);
    await seedTokens(sql, ACCOUNTS);
    const bare = await startProgram<"port", number>("bare-token", {
      databaseUrl: url,
      keyId: "bench",
      key: BENCH_KEY.toString("base64"),
    } satisfies BareToken);
    const barePort = await bare.ask("port");
    await assertRight(lingpai.origin, lingpai);
    await assertRight(`http://127.0.0.1:${barePort}`, lingpai);

    const load = await startLoad();
    const bySession = `Cookie: ${lingpai.cookie}`;
    const byKey = `Authorization: Bearer ${await newKey(lingpai)}`;
    const perSecond = async (
      port: number,
      count = REQUESTS,
      proof = bySession,
    ) => {
      const requests = tokenRequests(count, proof);
      const { seconds } = await load(requests, {
        port,
        connections: CONNECTIONS,
      });
      return count / seconds;
    };
    await perSecond(barePort, WARM_UP);
    // During warm-up the first reading of each token is audited.
    const cases = [];
    for (const [name, proof] of [
      ["fresh tokens", bySession],
      ["fresh tokens, by an API key", byKey],
    ] as const) {
      await perSecond(lingpai.port, WARM_UP, proof);
      say("warmed up");
      const result = await compare({
        name,
        unit: "/s",
        reference: () => perSecond(barePort),
        ours: () => perSecond(lingpai.port, REQUESTS, proof),
      });
      cases.push(result);
    }
    return { cases, notes: [] };
  },
});
