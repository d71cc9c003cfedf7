import { setTimeout as pause } from "node:timers/promises";
import { assertPortFree, prepareEnvironment } from "./environment.ts";
import { rethrowSecretKeyError } from "./rethrow-secret-key-error.ts";
import { assertMigrated, migrate } from "#server/postgres/migrate.ts";
import { modules } from "../next-bundle.ts";
import { StartupError } from "./startup-error.ts";
import { rethrowConnectionError } from "#server/postgres/rethrow-connection-error.ts";

/** The whole stop may take this long. */
const STOP_TIMEOUT_MS = 9_500;

const dev = process.argv.includes("--dev");
const startedAt = performance.now();
const cleanups: (() => Promise<void> | void)[] = [];
let stopping: Promise<never> | undefined;

function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`[${seconds.padStart(5)} s] ${line}\n`);
}

/** Runs the cleanups in reverse order and exits, at the latest after the time limit. */
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
    await Promise.race([
      undo(),
      pause(STOP_TIMEOUT_MS, undefined, { ref: false }),
    ]);
    process.exit(status);
  })();
  return stopping;
}

/** Starts everything in order; each step registers the cleanup of what it opened. */
async function boot(): Promise<void> {
  const { env, dataDir } = prepareEnvironment();
  await assertPortFree(env.PORT);
  say("environment is in order");

  if (!env.DATABASE_URL) {
    const { lockDataDir } = await import("./lock.ts");
    const { startEmbeddedPostgres } =
      await import("#server/postgres/embedded.ts");
    const lock = lockDataDir(dataDir);
    cleanups.push(() => lock.release());
    const postgres = await startEmbeddedPostgres({ dataDir, say });
    cleanups.push(() => postgres.stop());
    process.env["DATABASE_URL"] = postgres.url;
    process.env["MIGRATION_DATABASE_URL"] = postgres.ownerUrl;
  }
  say(
    env.DATABASE_URL
      ? "database is the one of DATABASE_URL"
      : "database is running",
  );

  await migrate({
    url: process.env["DATABASE_URL"] ?? "",
    migrationUrl: process.env["MIGRATION_DATABASE_URL"] || undefined,
  }).catch((error: unknown) => rethrowConnectionError(error));
  if (env.MIGRATION_DATABASE_URL)
    await assertMigrated(env.DATABASE_URL ?? "").catch(rethrowConnectionError);
  // From here on no code in this process can connect as the owner of the tables. Empty and not deleted: Next.js fills in
  // what is undefined from a .env file.
  process.env["MIGRATION_DATABASE_URL"] = "";
  process.env["MIGRATION_DATABASE_URL_FILE"] = "";
  say("migrations are applied");

  // Imported here, since these modules read the environment, which is complete only now.
  const { prepareApp } = await import("#server/http/serve.ts");
  const app = await prepareApp({ port: env.PORT, dev });
  const { members, db, gauges, jobs, keyRotation, metrics, properties } =
    await modules();
  cleanups.push(() => db.closeDatabase());
  await keyRotation.checkSecretKeys().catch(rethrowSecretKeyError);
  await jobs.maintainStorage();

  const { startSandboxIfWanted } = await import("./sandbox-process.ts");
  const sandbox = await startSandboxIfWanted(say);
  cleanups.push(() => sandbox.stop());
  if (sandbox.origin) await properties.seedSampleProperties();

  const setupLink = await members.ensureOwner();

  metrics.startMetrics();
  gauges.registerDatabaseGauges();
  const running = jobs.startJobs();
  cleanups.push(() => running.stop());
  say("jobs are running");

  const http = await app.listen(sandbox.origin ? [sandbox.origin] : []);
  cleanups.push(() => http.stop());
  say(`Lingpai is ready at ${env.PUBLIC_URL}`);
  if (sandbox.origin)
    say(`WeChat is simulated; its control page is ${sandbox.origin}`);
  if (setupLink) say(`make the first owner once, within a day: ${setupLink}`);
}

/** One Ctrl-C may arrive several times: from the terminal and from parent processes that forward it. */
const SAME_SIGNAL_MS = 1_000;
let signalled = 0;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    const now = performance.now();
    if (stopping && now - signalled > SAME_SIGNAL_MS) process.exit(1);
    if (!stopping) signalled = now;
    void stop(0);
  });
// The parent process has died, so no signal would come later.
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
