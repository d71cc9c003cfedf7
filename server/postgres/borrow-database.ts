import type { Env } from "#lib/base/env.ts";
import { lockDataDir } from "#server/runtime/lock.ts";
import { assertMigrated } from "./migrate.ts";
import { runningEmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
import { unreachable } from "./connection-failure.ts";

/**
 * The console's database, for a command beside the console, put into `process.env`. An embedded one that runs is used
 * and left running; one that does not is started, kept from consoles by their own lock, and stopped again.
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
    await assertMigrated(url).catch((error: unknown) => unreachable(error));
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
