import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { StartupError } from "#server/runtime/startup-error.ts";
import {
  canEnter,
  copyNativeFolder,
  nativeFolder,
  type PostgresUser,
  postgresUser,
} from "./binaries.ts";

const execute = promisify(execFile);

const START_SECONDS = 60;
const STOP_SECONDS = 20;
/** The interval of the check whether the server still runs. */
const CHECK_MS = 500;
const INITDB_TIMEOUT_MS = 120_000;
/** Root puts here what PostgreSQL's user must read when the repository is in a folder that only root may enter. */
const SHARED_FOLDER = "/var/lib/lingpai";

export interface EmbeddedPostgres {
  /** For the console, whose role owns no table. */
  url: string;
  /** For the migrations, whose role owns the tables. */
  ownerUrl: string;
  stop: () => Promise<void>;
}

interface Cluster {
  bin: string;
  folder: string;
  user: PostgresUser | null;
  password: string;
  consolePassword: string;
}

const OWNER = "lingpai";
const CONSOLE = "lingpai_console";

/**
 * Starts the PostgreSQL of the npm package on 127.0.0.1, with its data below `dataDir`. A server that outlived a killed
 * console is used instead of starting a second one on the same data.
 * @param input.settings additional server settings, for tests
 * @param input.port default: a free one
 * @throws {StartupError}
 */
export async function startEmbeddedPostgres(input: {
  dataDir: string;
  say: (line: string) => void;
  settings?: readonly string[];
  port?: number;
}): Promise<EmbeddedPostgres> {
  const cluster = prepare(input.dataDir, input.say);
  if (!existsSync(join(cluster.folder, "lingpai-ready")))
    await initialize(cluster, input.say);
  const port =
    (await runningPort(cluster, input.say)) ??
    (await start(cluster, input.port ?? (await freePort()), input.settings));
  await createDatabase(cluster, port);
  return {
    url: consoleUrlOf(cluster, port),
    ownerUrl: ownerUrlOf(cluster, port, "lingpai"),
    ...keepRunning(cluster, port, input),
  };
}

/** Restarts the server on its port and data whenever it dies, until it is stopped. */
function keepRunning(
  cluster: Cluster,
  port: number,
  {
    say,
    settings,
  }: { say: (line: string) => void; settings?: readonly string[] },
): Pick<EmbeddedPostgres, "stop"> {
  let restarting: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (restarting || isRunning(cluster)) return;
    say("PostgreSQL has ended by itself; it is started again");
    restarting = start(cluster, port, settings)
      .then(() => undefined)
      .catch((error: unknown) => say(String(error)))
      .finally(() => {
        restarting = null;
      });
  }, CHECK_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await restarting;
      await stop(cluster);
    },
  };
}

function isRunning(cluster: Cluster): boolean {
  const file = join(cluster.folder, "postmaster.pid");
  try {
    return isPostgres(Number(readFileSync(file, "utf8").split("\n")[0]));
  } catch {
    return false;
  }
}

/**
 * The address of the PostgreSQL that runs on the data below `dataDir`; null when none runs.
 * @throws {StartupError} also when there are no data, since a wrong folder must not look like an empty console
 */
export async function runningEmbeddedPostgres(
  dataDir: string,
): Promise<string | null> {
  const silent = () => undefined;
  const cluster = prepare(dataDir, silent);
  if (!existsSync(join(cluster.folder, "lingpai-ready")))
    throw new StartupError(
      `DATA_DIR ${dataDir} holds no database: start the console once, or set DATA_DIR or DATABASE_URL to what it uses`,
    );
  const port = await runningPort(cluster, silent);
  return port === null ? null : consoleUrlOf(cluster, port);
}

function prepare(dataDir: string, say: (line: string) => void): Cluster {
  const user = postgresUser();
  const native = nativeFolder();
  const reachable = canEnter(join(native, "bin"), user);
  const bin = join(
    reachable
      ? native
      : copyNativeFolder(
          native,
          join(SHARED_FOLDER, `postgres-${versionOf(native)}`),
        ),
    "bin",
  );
  const home = join(dataDir, "postgres");
  mkdirSync(home, { recursive: true });
  const canUseHome = canEnter(home, user);
  const folder = canUseHome
    ? join(home, "data")
    : join(
        SHARED_FOLDER,
        `data-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`,
      );
  if (!canUseHome)
    say(
      `database files are kept in ${folder}: PostgreSQL's own user may not enter ${dataDir}`,
    );
  return {
    bin,
    folder,
    user,
    password: storedPassword(join(home, "password")),
    consolePassword: storedPassword(join(home, "console-password")),
  };
}

function storedPassword(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function versionOf(native: string): string {
  const { version } = JSON.parse(
    readFileSync(join(native, "..", "package.json"), "utf8"),
  ) as { version: string };
  return version;
}

async function run(
  cluster: Cluster,
  program: "initdb" | "pg_ctl",
  args: string[],
  timeout: number,
): Promise<void> {
  try {
    await execute(join(cluster.bin, program), args, {
      ...cluster.user,
      cwd: "/",
      timeout,
      env: {
        LC_ALL: "C",
        PATH: "/usr/bin:/bin",
        TZ: "UTC",
        NODE_ENV: "production",
      },
    });
  } catch (error) {
    const output =
      error instanceof Error && "stderr" in error
        ? String(error.stderr).trim().split("\n").at(-1)
        : String(error);
    throw new StartupError(
      `PostgreSQL's ${program} failed: ${output ?? "no reason given"} (log: ${logFile(cluster)})`,
    );
  }
}

const logFile = (cluster: Cluster) =>
  join(
    cluster.folder,
    "..",
    `${cluster.folder.split("/").at(-1) ?? "data"}.log`,
  );

/** Creates the data folder. One without the marker file is left from an interrupted run and holds no data. */
async function initialize(
  cluster: Cluster,
  say: (line: string) => void,
): Promise<void> {
  say("making a new database");
  rmSync(cluster.folder, { recursive: true, force: true });
  mkdirSync(dirname(cluster.folder), { recursive: true, mode: 0o755 });
  mkdirSync(cluster.folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(cluster.folder), `${process.pid}.pw`);
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  writeFileSync(logFile(cluster), "", { mode: 0o600 });
  if (cluster.user)
    for (const path of [cluster.folder, passwordFile, logFile(cluster)])
      chownSync(path, cluster.user.uid, cluster.user.gid);
  try {
    const locale = [
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ];
    const auth = [
      `--username=${OWNER}`,
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
    ];
    await run(
      cluster,
      "initdb",
      ["-D", cluster.folder, ...locale, ...auth],
      INITDB_TIMEOUT_MS,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(join(cluster.folder, "lingpai-ready"), "");
  chmodSync(join(cluster.folder, "lingpai-ready"), 0o644);
}

/** The port of the server that still runs on this data folder, or null. */
async function runningPort(
  cluster: Cluster,
  say: (line: string) => void,
): Promise<number | null> {
  const file = join(cluster.folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n");
  if (!isPostgres(Number(pid))) {
    rmSync(file, { force: true });
    return null;
  }
  say("taking over the database that an earlier console left running");
  const deadline = performance.now() + START_SECONDS * 1000;
  while (!(await answers(cluster, Number(port)))) {
    if (performance.now() > deadline)
      throw new StartupError(
        `the PostgreSQL with process id ${pid ?? "?"} runs on ${cluster.folder} but does not answer`,
      );
    await pause(200);
  }
  return Number(port);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to PostgreSQL's user.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM"))
      return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return (
    !existsSync(commandLine) ||
    readFileSync(commandLine, "utf8").includes("postgres")
  );
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: ownerUrlOf(cluster, port, "postgres"),
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function start(
  cluster: Cluster,
  port: number,
  settings: readonly string[] = [],
): Promise<number> {
  const options = [
    `-p ${port}`,
    "-h 127.0.0.1",
    "-c unix_socket_directories=''",
    "-c max_connections=200",
    ...settings.map((setting) => `-c ${setting}`),
  ];
  // pg_ctl starts the server in a new session: Ctrl-C reaches only the console, which stops the server.
  await run(
    cluster,
    "pg_ctl",
    [
      "start",
      "-D",
      cluster.folder,
      "-w",
      "-t",
      String(START_SECONDS),
      "-l",
      logFile(cluster),
      "-o",
      options.join(" "),
    ],
    (START_SECONDS + 5) * 1000,
  );
  return port;
}

async function stop(cluster: Cluster): Promise<void> {
  await run(
    cluster,
    "pg_ctl",
    [
      "stop",
      "-D",
      cluster.folder,
      "-m",
      "fast",
      "-w",
      "-t",
      String(STOP_SECONDS),
    ],
    (STOP_SECONDS + 5) * 1000,
  );
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrlOf(cluster, port, "postgres"),
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ database: boolean; role: boolean }>(
      `select exists (select from pg_database where datname = 'lingpai') as database,
         exists (select from pg_roles where rolname = '${CONSOLE}') as role`,
    );
    if (!rows[0]?.database) await client.query("create database lingpai");
    if (!rows[0]?.role)
      await client.query(
        `create role ${CONSOLE} login password '${cluster.consolePassword}'`,
      );
  } finally {
    await client.end();
  }
}

const ownerUrlOf = (cluster: Cluster, port: number, database: string) =>
  `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/${database}`;

const consoleUrlOf = (cluster: Cluster, port: number) =>
  `postgres://${CONSOLE}:${cluster.consolePassword}@127.0.0.1:${port}/lingpai`;

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address
          ? done(address.port)
          : fail(new Error("no port")),
      );
    });
  });
}
