import { env } from "#lib/base/env.ts";
import { readOutboundUrl } from "#lib/base/outbound/index.ts";
import type { OwnSource } from "#lib/credentials/tokens/index.ts";
import type { SendInput } from "./config-input.ts";
import { MiniProgramError } from "./mini-program-error.ts";

/**
 * The source that an operator means: what was typed, and of what was not typed what is kept. Kept headers stay with
 * their origin, so that nobody can have them sent elsewhere.
 * @throws {MiniProgramError} `config_secret_missing`
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export function sourceOf(input: SendInput, kept: OwnSource | null): OwnSource {
  if (input.mode === "app_secret") {
    const appSecret =
      input.appSecret ??
      (kept?.mode === "app_secret" ? kept.appSecret : undefined);
    if (appSecret === undefined) throw missing("appSecret");
    return { mode: "app_secret", appSecret };
  }
  const before = kept?.mode === "url" ? kept : null;
  const text = input.url ?? before?.url;
  if (text === undefined) throw missing("url");
  const { url } = readOutboundUrl(text, env().OUTBOUND_ALLOW);
  const sameOrigin =
    before !== null && new URL(before.url).origin === url.origin;
  return {
    mode: "url",
    url: url.href,
    method: input.method,
    headers: input.headers ?? (sameOrigin ? before.headers : {}),
    tokenPath: input.tokenPath,
  };
}

function missing(field: string): MiniProgramError {
  return new MiniProgramError("config_secret_missing", {
    fields: [{ field: `send.${field}`, code: "required" }],
  });
}
