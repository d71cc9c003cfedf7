// Performs the Dockerfile without a container engine: each step in a bare root file system, then the image as its user on
// a read-only tree against a real PostgreSQL. For root on Linux: node deploy/rehearse.ts <root file system with Node.js>
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createTestDatabase, startCluster } from "../tests/harness/cluster.ts";
import { contextFiles, readDockerfile, type Stage } from "./dockerfile.ts";

const READY_SECONDS = 120;
const project = join(import.meta.dirname, "..");
const [base = ""] = process.argv.slice(2);
if (!existsSync(join(base, "usr/bin/node")))
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

/** Runs the image as Kubernetes would: its user, nothing writable but /data and /tmp. */
async function tryOut(image: Built): Promise<void> {
  mount(image, "/", "--bind", image.root);
  mount(image, "/tmp", "-t", "tmpfs", "tmpfs");
  mount(image, "/data", "-t", "tmpfs", "-o", "uid=10001,gid=10001", "tmpfs");
  mount(image, "/proc", "-t", "proc", "proc");
  run("mount", ["-o", "remount,ro,bind", image.root]);
  const cluster = await startCluster();
  const database = await createTestDatabase(cluster.url);
  let console: ChildProcess | undefined;
  try {
    const port = "31999";
    const env = {
      PORT: port,
      SANDBOX: "off",
      DATABASE_URL: database.url,
      SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    };
    const state = { ...image, env: { ...image.env, ...env } };
    const entry = listOf(image, "ENTRYPOINT");
    say(
      inside(
        {
          ...state,
          env: { ...state.env, MIGRATION_DATABASE_URL: database.ownerUrl },
        },
        [
          "sh",
          "-c",
          `cd /app && ${entry.join(" ")} scripts/lingpai.ts migrate`,
        ],
      ).trim(),
    );
    const begun = performance.now();
    const command = [...entry, ...listOf(image, "CMD")].join(" ");
    console = spawn(
      "chroot",
      chrootArgs(state, ["sh", "-c", `cd /app && exec ${command}`]),
      { stdio: ["ignore", "inherit", "inherit"] },
    );
    const ended = new Promise((done) => console?.once("exit", done));
    while (!(await answers(`http://127.0.0.1:${port}/api/health/ready`))) {
      if (console.exitCode !== null) throw new Error("the console has ended");
      if (performance.now() - begun > READY_SECONDS * 1_000)
        throw new Error("the console does not become ready");
      await pause(100);
    }
    say(`ready after ${Math.round(performance.now() - begun)} ms`);
    const health = /CMD (\[.*\])$/.exec(
      image.instructions.get("HEALTHCHECK") ?? "",
    )?.[1];
    inside(state, JSON.parse(health ?? "[]") as string[]);
    say("the health check succeeds");
    for (const path of ["/sign-in", "/icon.svg", "/api/v1/openapi.json"])
      if (!(await answers(`http://127.0.0.1:${port}${path}`)))
        throw new Error(`${path} does not answer`);
    console.kill("SIGTERM");
    say(`ended by SIGTERM with status ${String(await ended)}`);
  } finally {
    console?.kill("SIGKILL");
    await database.drop();
    await cluster.stop();
  }
}

async function answers(url: string): Promise<boolean> {
  const status = await fetch(url, { headers: { accept: "text/html" } }).then(
    (answer) => answer.status,
    () => 0,
  );
  return status === 200;
}

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
  const app = join(image.root, image.workdir);
  say(run("du", ["-sm", app, join(app, ".next"), join(app, "node_modules")]));
  await tryOut(image);
} finally {
  for (const path of mounts.reverse()) run("umount", ["-l", path]);
  rmSync(work, { recursive: true, force: true });
}
