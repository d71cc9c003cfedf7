import { env } from "#lib/base/env.ts";
import { readOutboundUrl } from "#lib/base/outbound/index.ts";
import type { MiniProgramTokenSource } from "#lib/credentials/tokens/index.ts";
import type { SendInput } from "./config-input.ts";
import { MiniProgramError } from "./mini-program-error.ts";

/**
 * Merges the input with the stored token source, which fills in the secrets that the input leaves out. Stored headers are
 * kept only for the same origin, so that they cannot be sent to another server.
 * @throws {MiniProgramError} `config_secret_missing`
 * @throws {OutboundError} `url_invalid`, `url_not_https`, `url_private`
 */
export function sourceOf(
  input: SendInput,
  kept: MiniProgramTokenSource | null,
): MiniProgramTokenSource {
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
