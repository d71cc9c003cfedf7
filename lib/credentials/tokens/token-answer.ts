import { TokenError } from "./token-error.ts";

/** How long a token is used whose server does not tell its end: short, so that a new one is not missed. */
const UNTOLD_SECONDS = 300;
const LONGEST_SECONDS = 7200;
/** Where token servers put it that copy WeChat's shape, or wrap it. */
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
 * @param path fields joined by dots; empty: the usual places
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

/** The value at a path, and the object that it stands in. */
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
  // What begins with `<` is a page, not a token.
  if (typeof value !== "string" || !TOKEN.test(value) || value.startsWith("<"))
    throw new TokenError("token_answer_unreadable");
  return value;
}

function lifeOf(beside: unknown): number {
  const told = Number(
    member(beside, "expires_in") ?? member(beside, "expiresIn"),
  );
  return Number.isFinite(told) && told > 0
    ? Math.min(told, LONGEST_SECONDS)
    : UNTOLD_SECONDS;
}
