import { TokenError } from "./token-error.ts";

/** Assumed validity when the server names none: short, so that a replaced token is not served for long. */
const UNTOLD_SECONDS = 300;
const LONGEST_SECONDS = 7200;
/** Where token servers that copy or wrap WeChat's answer put the token. */
const USUAL_PATHS = [
  "access_token",
  "data.access_token",
  "accessToken",
  "data.accessToken",
  "data",
];
const TOKEN = /^[\x21-\x7e]{16,2048}$/;

/**
 * Reads the answer of a customer's token server: JSON with the token at a path and `expires_in` beside it, or the bare
 * token as text.
 * @param path field names joined by dots; empty: the usual paths
 * @returns expiresIn in seconds
 * @throws {TokenError} `token_answer_unreadable`
 */
export function readTokenAnswer(
  text: string,
  path: string,
): { accessToken: string; expiresIn: number } {
  const answer = parse(text.replace(/^\uFEFF/, "").trim());
  if (typeof answer === "string")
    return { accessToken: asToken(answer), expiresIn: UNTOLD_SECONDS };
  const found = (path === "" ? USUAL_PATHS : [path])
    .map((candidate) => at(answer, candidate))
    .find(({ value }) => typeof value === "string");
  return {
    accessToken: asToken(found?.value),
    expiresIn: lifeOf(found?.beside),
  };
}

function parse(text: string): unknown {
  if (!/^[{["]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new TokenError("token_answer_unreadable");
  }
}

/** The value at a path, and the object that contains it. */
function at(
  answer: unknown,
  path: string,
): { value: unknown; beside: unknown } {
  const names = path.split(".");
  const last = names.pop() ?? "";
  const beside = names.reduce(member, answer);
  return { value: member(beside, last), beside };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function asToken(value: unknown): string {
  // A text that begins with `<` is an HTML page, not a token.
  if (typeof value !== "string" || !TOKEN.test(value) || value.startsWith("<"))
    throw new TokenError("token_answer_unreadable");
  return value;
}

function lifeOf(beside: unknown): number {
  const seconds = Number(
    member(beside, "expires_in") ?? member(beside, "expiresIn"),
  );
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(seconds, LONGEST_SECONDS)
    : UNTOLD_SECONDS;
}
