import { createHash } from "node:crypto";
import pino from "pino";
import { env } from "./env.ts";

/** Names of what must be nowhere but in its sealed column; `tokens` and `tokenHash` are none. */
const SECRET =
  /^(cookie|authorization|.*(password|secret|token|ticket|aes_?key|api_?key|private_?key|recovery_?code))$/i;
/** Names of a user's id at an account. */
const USER = /^(touser|from_?user_?name|.*open_?id)$/i;
/** An OpenID wherever it stands: 28 letters that begin with an o. */
const OPENID = /(?<![\w-])o[\w-]{27}(?![\w-])/g;
const DEEPEST = 6;

/** What may stand in the log for an OpenID: it tells one from another, and nobody who it is. */
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

/** An error without its own fields: drivers hang statements and parameters there. */
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

/** drizzle puts the parameters of a failed query into the message, behind the statement. */
const wordsOf = (message: string) =>
  withoutOpenids(message.split("\nparams:")[0] ?? "");

/** How the process logs: JSON lines without secrets and without OpenIDs. */
export const logOptions: pino.LoggerOptions = {
  base: undefined,
  formatters: { log: (fields) => clean(fields) as Record<string, unknown> },
  // Errors are described by the formatter already.
  serializers: { err: (described: unknown) => described },
};

/** The process's log. */
export const log = pino({ ...logOptions, level: env().LOG_LEVEL });
