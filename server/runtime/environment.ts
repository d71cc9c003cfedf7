import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { type Env, EnvError, loadEnv, loadSecretFiles } from "#lib/base/env.ts";
import { StartupError } from "./startup-error.ts";

/**
 * Reads the environment, creates the data folder, and adds secrets from files, keys and next-auth's address to
 * `process.env`. No module that reads the environment may be imported before.
 * @throws {StartupError} one line for each wrong or missing variable
 */
export function prepareEnvironment(): { env: Env; dataDir: string } {
  const declaredProduction = process.env["NODE_ENV"] === "production";
  const env = readEnvironment();
  const dataDir = makeDataDir(env.DATA_DIR);
  if (!env.SECRET_KEYS) {
    if (declaredProduction && env.DATABASE_URL)
      throw new StartupError(
        "SECRET_KEYS is required when NODE_ENV=production and DATABASE_URL is set: the keys must not live on one machine only",
      );
    process.env["SECRET_KEYS"] = storedKeys(dataDir);
  }
  process.env["NEXTAUTH_URL"] = env.PUBLIC_URL;
  Object.assign(process.env, { NODE_ENV: env.NODE_ENV });
  return { env, dataDir };
}

/**
 * Reads the environment, and puts secrets from files into `process.env`.
 * @throws {StartupError} one line for each variable that is wrong or missing
 */
export function readEnvironment(): Env {
  try {
    loadSecretFiles();
    return loadEnv();
  } catch (error) {
    if (error instanceof EnvError)
      throw new StartupError(error.lines.join("\n"));
    throw error;
  }
}

function makeDataDir(path: string): string {
  const dataDir = resolve(path);
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return dataDir;
  } catch {
    throw new StartupError(
      `DATA_DIR ${dataDir} cannot be written: choose another folder or fix its permissions`,
    );
  }
}

/** The keys of this machine, created at the first start with access for its user only. */
function storedKeys(dataDir: string): string {
  const file = join(dataDir, "secret-keys");
  if (!existsSync(file))
    writeFileSync(file, `k1:${randomBytes(32).toString("base64")}\n`, {
      mode: 0o600,
      flag: "wx",
    });
  return readFileSync(file, "utf8").trim();
}

/** @throws {StartupError} when another program listens on the port */
export async function assertPortFree(port: number): Promise<void> {
  await new Promise<void>((done, fail) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      fail(new StartupError(portFailure(port, error)));
    });
    probe.listen({ port, exclusive: true }, () => probe.close(() => done()));
  });
}

/** Why a port cannot be listened on, in one line. */
export function portFailure(
  port: number,
  error: NodeJS.ErrnoException,
): string {
  if (error.code === "EADDRINUSE")
    return `PORT ${port} is taken by another program: end it or set PORT to another one`;
  if (error.code === "EACCES")
    return `PORT ${port} may not be used by this user: set PORT to one above 1023`;
  return `PORT ${port} cannot be used: ${error.code ?? "unknown"}`;
}
