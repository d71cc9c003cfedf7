import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { migrate } from "#server/postgres/migrate.ts";
import { startEmbeddedPostgres } from "#server/postgres/embedded.ts";
import { nameConsoleRole } from "../../harness/cluster.ts";

/** A PostgreSQL of the test's own, as durable as the one of `npm start`, that can be killed and taken away. */
export interface DurablePostgres {
  /** Of the role that owns all. */
  url: string;
  /** Ends all its processes at once, as a machine does that loses its power. It is revived by who keeps it running. */
  kill: () => void;
  /** Resolves when it takes statements. */
  accepts: () => Promise<void>;
  /** Stops it; it stays away. */
  takeAway: () => Promise<void>;
  /** Starts it again on its port. */
  bringBack: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts one, migrated. @param settings of the server, beside the usual ones */
export async function startDurablePostgres(
  settings: readonly string[] = [],
): Promise<DurablePostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "lingpai-endurance-"));
  // PostgreSQL runs under a user of its own when this is root.
  chmodSync(dataDir, 0o755);
  const start = (port?: number) =>
    startEmbeddedPostgres({ dataDir, say: () => undefined, settings, port });
  let server = await start();
  const url = server.ownerUrl;
  const kill = () =>
    killAll(join(dataDir, "postgres", "data", "postmaster.pid"));
  // It runs in a session of its own: a run that is broken off would leave it behind.
  process.once("exit", kill);
  process.once("SIGTERM", breakOff);
  await migrate({ url: server.url, migrationUrl: url });
  await nameConsoleRole(url);
  return {
    url,
    kill,
    accepts: () => accepts(url),
    takeAway: () => server.stop(),
    async bringBack() {
      server = await start(Number(new URL(url).port));
    },
    async stop() {
      process.off("exit", kill);
      process.off("SIGTERM", breakOff);
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function breakOff(): never {
  process.exit(1);
}

function killAll(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  const postmaster = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  for (const pid of [postmaster, ...childrenOf(postmaster)])
    process.kill(pid, "SIGKILL");
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

async function accepts(url: string): Promise<void> {
  for (;;) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 500,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch {
      await pause(20);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
