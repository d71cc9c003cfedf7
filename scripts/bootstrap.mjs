// The program behind `npm start`, `npm test` and all `npm run …`. It runs on whatever Node.js (20 or newer) the machine
// has and needs nothing installed: it installs what is locked, and hands over to the Node.js that came with it.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [command, ...args] = process.argv.slice(2);
const stamp = join(root, "node_modules", ".lingpai-installed");

const lockHash = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash;

let child;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    // In a terminal the child has had the SIGINT itself: another one would mean "at once".
    if (child && !(signal === "SIGINT" && process.stdin.isTTY))
      child.kill(signal);
    if (!child) process.exit(1);
  });

if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Node.js 20 or newer is needed; this is ${process.versions.node}`);
if (!installed) await install();
hand(
  join(
    root,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  ),
);

async function install() {
  const begun = Date.now();
  const elapsed = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  process.stdout.write(
    "installing packages (once, and whenever package-lock.json changes)\n",
  );
  const tick = setInterval(
    () => process.stdout.write(`installing packages … ${elapsed()}\n`),
    10_000,
  );
  const npm = process.env.npm_execpath;
  const [program, first] =
    npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
  const output = [];
  const status = await new Promise((resolve) => {
    child = spawn(
      program,
      [
        ...first,
        "ci",
        "--include=dev",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
      ],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.once("error", () => resolve(127));
    child.once("close", resolve);
  });
  child = undefined;
  clearInterval(tick);
  if (status === 127)
    fail(
      "npm was not found: it comes with Node.js and is needed for the installation",
    );
  if (status !== 0)
    fail(
      `the packages could not be installed:\n${telling(Buffer.concat(output).toString())}`,
    );
  writeFileSync(stamp, lockHash);
  process.stdout.write(`packages are installed (${elapsed()})\n`);
}

/** The first lines of npm's words that say something: its last ones are about its own usage. */
function telling(output) {
  const lines = output
    .split("\n")
    .filter((line) => line.replace("npm error", "").trim() !== "");
  return lines.slice(0, 8).join("\n");
}

function hand(node) {
  const path = `${dirname(node)}:${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}`;
  child = spawn(
    node,
    [
      "--disable-warning=ExperimentalWarning",
      join(root, "scripts", `${command}.ts`),
      ...args,
    ],
    {
      cwd: root,
      env: { ...process.env, PATH: path },
      // The channel tells the child when we are gone, however we go.
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    },
  );
  // npm passes no signal on to us when it is killed outright: a changed parent is how we notice.
  const parent = process.ppid;
  setInterval(
    () => process.ppid !== parent && child.kill("SIGTERM"),
    1_000,
  ).unref();
  child.once("error", (error) =>
    fail(`the program could not be started: ${error.message}`),
  );
  child.once("exit", (status, signal) =>
    process.exit(status ?? (signal ? 1 : 0)),
  );
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
