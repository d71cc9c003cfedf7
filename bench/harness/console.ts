import {
  type Console,
  startConsole as start,
} from "../../tests/harness/console.ts";
import { signIn } from "../../tests/harness/session.ts";
import { defer } from "./cleanup.ts";

/** The secret key of the benchmarks' consoles. */
export const BENCH_KEY = Buffer.alloc(32, 9);

const SECRET_KEYS = `bench:${BENCH_KEY.toString("base64")}`;
// A console must be able to decrypt what its benchmark seals.
process.env["SECRET_KEYS"] = SECRET_KEYS;

/** A built console with its owner signed in. */
export interface BenchConsole extends Console {
  cookie: string;
}

/** Starts the built console on a database that a benchmark has prepared; there is no WeChat. */
export async function startConsole(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<BenchConsole> {
  const console = await start({
    DATABASE_URL: databaseUrl,
    SANDBOX: "off",
    SECRET_KEYS,
    ...env,
  });
  defer(() => console.stop());
  const { cookie } = await signIn(console.origin);
  return { ...console, cookie };
}

/** The milliseconds from asking for a page to its last byte. */
export async function requestMs(
  { origin, cookie }: Pick<BenchConsole, "origin" | "cookie">,
  path: string,
): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(`${origin}${path}`, {
    headers: { cookie },
    redirect: "manual",
  });
  await answer.arrayBuffer();
  if (answer.status !== 200)
    throw new Error(`${path} answers ${answer.status}`);
  return performance.now() - begun;
}
