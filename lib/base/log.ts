import { createHash } from "node:crypto";
import pino from "pino";
import { env } from "./env.ts";

/** Field names of secrets, which are never logged; `tokens` and `tokenHash` are not among them. */
const SECRET =
  /^(cookie|authorization|.*(password|secret|token|ticket|aes_?key|api_?key|private_?key|recovery_?code))$/i;
/** Field names of OpenIDs. */
const USER = /^(touser|from_?user_?name|.*open_?id)$/i;
/** An OpenID anywhere in a text: 28 characters, the first an o. */
const OPENID = /(?<![\w-])o[\w-]{27}(?![\w-])/g;
const DEEPEST = 6;

/** Replaces an OpenID in the log with a hash that distinguishes users without identifying them. */
function markOf(openid: string): string {
  const hash = createHash("sha256").update(openid).digest("hex");
  return `openid:${hash.slice(0, 12)}`;
}

const withoutOpenids = (text: string) => text.replaceAll(OPENID, markOf);

function clean(value: unknown, name = "", depth = 0): unknown {
  if (SECRET.test(name) && value !== null && typeof value !== "boolean")
    return "[hidden]";
  if (typeof value === "string")
    return USER.test(name) ? markOf(value) : withoutOpenids(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return value;
  if (depth >= DEEPEST) return "[too deep]";
  if (Array.isArray(value))
    return value.map((item) => clean(item, name, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      clean(inner, key, depth + 1),
    ]),
  );
}

/** An error without its extra fields, in which drivers put statements and parameters. */
function describeError(error: Error): {
  name: string;
  message: string;
  stack?: string;
  cause?: string;
} {
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return {
    name: error.name,
    message: wordsOf(error.message),
    stack: error.stack
      ? withoutOpenids(error.stack.split("\n    at ").slice(1, 6).join(" < "))
      : undefined,
    cause: cause === undefined ? undefined : wordsOf(cause),
  };
}

/** Drizzle appends the parameters of a failed query to the message. */
const wordsOf = (message: string) =>
  withoutOpenids(message.split("\nparams:")[0] ?? "");

/** Options of the log: JSON lines without secrets and OpenIDs. */
export const logOptions: pino.LoggerOptions = {
  base: undefined,
  formatters: { log: (fields) => clean(fields) as Record<string, unknown> },
  // The formatter has already serialized errors.
  serializers: { err: (described: unknown) => described },
};

export const log = pino({ ...logOptions, level: env().LOG_LEVEL });
