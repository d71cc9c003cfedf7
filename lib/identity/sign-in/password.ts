import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. Raising them rehashes at the next sign-in. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** Limits the memory that concurrent guesses can use. */
const MAX_CONCURRENT_HASHES = 4;

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

let running = 0;
const waiting: (() => void)[] = [];

async function hashBytes(
  password: string,
  salt: Buffer,
  parameters: typeof PARAMETERS,
): Promise<Buffer> {
  if (running >= MAX_CONCURRENT_HASHES)
    await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await derive("argon2id", {
      message: password.normalize("NFKC"),
      nonce: salt,
      tagLength: HASH_BYTES,
      ...parameters,
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const unpadded = (bytes: Buffer) =>
  bytes.toString("base64").replaceAll("=", "");

/** Hashes a password with argon2id; the result includes the parameters (PHC format). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashBytes(password, salt, PARAMETERS);
  return `$argon2id$v=19$m=${PARAMETERS.memory},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

const phc =
  /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Verifies a password.
 * @returns `outdated` when it is right but was hashed with other than the current parameters
 */
export async function verifyPassword(
  password: string,
  stored: string,
): Promise<"right" | "outdated" | "wrong"> {
  const [, memory, passes, parallelism, salt, hash] = phc.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return "wrong";
  const parameters = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  };
  const expected = Buffer.from(hash, "base64");
  const actual = await hashBytes(
    password,
    Buffer.from(salt, "base64"),
    parameters,
  );
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual))
    return "wrong";
  return Object.entries(PARAMETERS).every(
    ([name, value]) => parameters[name as keyof typeof PARAMETERS] === value,
  )
    ? "right"
    : "outdated";
}

/** A hash of no password with the current parameters. A constant, so that its first use takes no longer than others. */
const DUMMY_HASH = `$argon2id$v=19$m=${PARAMETERS.memory},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${unpadded(Buffer.alloc(SALT_BYTES))}$${unpadded(Buffer.alloc(HASH_BYTES))}`;

/** Takes as long as verifying a wrong password, so that timing does not reveal whether an address is known. */
export async function verifyDummy(password: string): Promise<"wrong"> {
  await verifyPassword(password, DUMMY_HASH);
  return "wrong";
}
