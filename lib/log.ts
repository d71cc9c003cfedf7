import pino from "pino";
import { env } from "./env.ts";

/** The process's log: JSON lines, without anything that looks like a secret. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  redact: {
    paths: [
      "*.password",
      "*.token",
      "*.accessToken",
      "*.refreshToken",
      "*.appSecret",
      "*.cookie",
      "*.authorization",
    ],
    censor: "[hidden]",
  },
  serializers: { err: describeError },
});

/** An error without its own fields: drivers hang statements and parameters there. */
function describeError(error: unknown): {
  name: string;
  message: string;
  stack?: string;
  cause?: string;
} {
  if (!(error instanceof Error))
    return { name: "unknown", message: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  // drizzle puts the parameters of a failed query into the message, behind the statement.
  const message = error.message.split("\nparams:")[0] ?? "";
  return {
    name: error.name,
    message,
    stack: error.stack?.split("\n    at ").slice(1, 6).join(" < "),
    cause,
  };
}
