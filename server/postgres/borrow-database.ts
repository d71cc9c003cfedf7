import type { Env } from "#lib/base/env.ts";
import { lockDataDir } from "#server/runtime/lock.ts";
import { assertMigrated } from "./migrate.ts";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
import { rethrowConnectionError } from "./rethrow-connection-error.ts";

/**
 * Puts the address of the console's database into `process.env`, for a command. A running embedded database is used and
 * left running. One that does not run is started under the lock of its data folder, and stopped by `giveBack`.
 * @throws {StartupError}
 */
export async function borrowDatabase({
  env,
  dataDir,
}: {
  env: Env;
  dataDir: string;
}): Promise<{ giveBack: () => Promise<void> }> {
  const { url, giveBack } = env.DATABASE_URL
    ? { url: env.DATABASE_URL, giveBack: () => Promise.resolve() }
    : await embedded(dataDir);
  process.env["DATABASE_URL"] = url;
  try {
    await assertMigrated(url).catch((error: unknown) =>
      rethrowConnectionError(error),
    );
  } catch (error) {
    await giveBack();
    throw error;
  }
  return { giveBack };
}

async function embedded(
  dataDir: string,
): Promise<{ url: string; giveBack: () => Promise<void> }> {
  const running = await runningEmbeddedPostgres(dataDir);
  if (running) return { url: running, giveBack: () => Promise.resolve() };
  const lock = lockDataDir(dataDir);
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir,
      say: () => undefined,
    });
    return {
      url: postgres.url,
      async giveBack() {
        await postgres.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
