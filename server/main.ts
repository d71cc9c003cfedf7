import { setTimeout as pause } from "node:timers/promises";
import { assertPortFree, prepareEnvironment } from "./environment.ts";
import { lockDataDir } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { startEmbeddedPostgres } from "./postgres/embedded.ts";
import { StartupError } from "./startup-error.ts";
import { unreachable } from "./unreachable.ts";

/** All that a stop may take. */
const STOP_MS = 9_500;

const dev = process.argv.includes("--dev");
const begun = performance.now();
const cleanups: (() => Promise<void> | void)[] = [];
let stopping: Promise<never> | undefined;

function say(line: string): void {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`[${seconds.padStart(5)} s] ${line}\n`);
}

/** Undoes the boot in reverse order; what hangs is left behind after the time limit. */
function stop(status: number): Promise<never> {
  stopping ??= (async () => {
    const undo = async () => {
      for (const cleanup of cleanups.reverse())
        try {
          await cleanup();
        } catch (error) {
          process.stderr.write(
            `while stopping: ${error instanceof Error ? error.message : String(error)}\n`,
          );
        }
    };
    await Promise.race([undo(), pause(STOP_MS, undefined, { ref: false })]);
    process.exit(status);
  })();
  return stopping;
}

/** The order in which the console comes to life; what each step opens, its cleanup closes. */
async function boot(): Promise<void> {
  const { env, dataDir } = prepareEnvironment();
  await assertPortFree(env.PORT);
  say("environment is in order");

  if (!env.DATABASE_URL) {
    const lock = lockDataDir(dataDir);
    cleanups.push(() => lock.release());
    const postgres = await startEmbeddedPostgres({ dataDir, say });
    cleanups.push(() => postgres.stop());
    process.env["DATABASE_URL"] = postgres.url;
  }
  say(
    env.DATABASE_URL
      ? "database is the one of DATABASE_URL"
      : "database is running",
  );

  // Imported only now: these modules read the environment, which is complete from here on.
  const { closeDatabase } = await import("#lib/db/index.ts");
  await migrate(process.env["DATABASE_URL"] ?? "").catch(unreachable);
  cleanups.push(() => closeDatabase());
  const { checkSecretKeys } = await import("#lib/key-rotation/index.ts");
  const { keysRefused } = await import("./keys-refused.ts");
  await checkSecretKeys().catch(keysRefused);
  const { maintainStorage, startJobs } = await import("#lib/jobs/index.ts");
  await maintainStorage();
  say("migrations are applied");

  const { startSandboxIfWanted } = await import("./sandbox-process.ts");
  const sandbox = await startSandboxIfWanted(say);
  cleanups.push(() => sandbox.stop());
  if (sandbox.origin) {
    const { seedSampleProperties } = await import("#lib/properties/index.ts");
    await seedSampleProperties();
  }

  const { ensureOwner } = await import("#lib/auth/index.ts");
  const setupLink = await ensureOwner();

  const { startMetrics } = await import("#lib/metrics/index.ts");
  startMetrics();
  const jobs = startJobs();
  cleanups.push(() => jobs.stop());
  say("jobs are running");

  const { serve } = await import("./serve.ts");
  const http = await serve({ port: env.PORT, dev });
  cleanups.push(() => http.stop());
  say(`Lingpai is ready at ${env.PUBLIC_URL}`);
  if (sandbox.origin)
    say(`WeChat is simulated; its control page is ${sandbox.origin}`);
  if (setupLink) say(`make the first owner once, within a day: ${setupLink}`);
}

/** One Ctrl-C may reach us several times: by the terminal, and passed on by the programs above us. */
const SAME_SIGNAL_MS = 1_000;
let signalled = 0;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    const now = performance.now();
    if (stopping && now - signalled > SAME_SIGNAL_MS) process.exit(1);
    if (!stopping) signalled = now;
    void stop(0);
  });
// The program that started us is gone without a word: nobody is left to end us later.
process.on("disconnect", () => void stop(0));

try {
  await boot();
} catch (error) {
  if (!(error instanceof StartupError))
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  else process.stderr.write(`${error.message}\n`);
  await stop(1);
}
