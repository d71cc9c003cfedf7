import { createHash } from "node:crypto";
import { Refusal } from "./refusal.ts";
import type { Simulation } from "../state/simulation.ts";

const TOKEN_SECONDS = 7200;
/** In its last five minutes a stable token has a successor, and both are valid (protocol 6). */
const OVERLAP_SECONDS = 300;
const FORCE_PAUSE_MS = 30_000;

/** The AppSecret of a sample account: always the same, so that a saved one stays valid. */
export function appSecretOf(appid: string): string {
  return createHash("sha256")
    .update(`secret of ${appid}`)
    .digest("hex")
    .slice(0, 32);
}

/** `POST /cgi-bin/stable_token` (protocol 6). @throws {Refusal} */
export function stableToken(
  simulation: Simulation,
  body: Record<string, unknown>,
): object {
  const account = simulation.account(body["appid"]);
  if (!account) throw new Refusal(40013, "invalid appid");
  if (body["secret"] !== appSecretOf(account.appid))
    throw new Refusal(40125, "invalid appsecret");
  const { ownTokens } = simulation.state;
  const now = Date.now();
  const left = (expiresAt: number) => Math.floor((expiresAt - now) / 1000);
  const valid = ownTokens.findLast(
    ({ appid, expiresAt }) =>
      appid === account.appid && left(expiresAt) > OVERLAP_SECONDS,
  );
  const forced =
    body["force_refresh"] === true &&
    (valid === undefined || now - valid.issuedAt >= FORCE_PAUSE_MS);
  if (valid && !forced)
    return { access_token: valid.value, expires_in: left(valid.expiresAt) };
  if (valid) valid.expiresAt = now;
  const issued = simulation.issue("", TOKEN_SECONDS);
  ownTokens.push({ ...issued, appid: account.appid, issuedAt: now });
  return { access_token: issued.value, expires_in: TOKEN_SECONDS };
}

/** Ends an account's tokens, as another program does that calls `/cgi-bin/token`. */
export function endAppSecretTokens(
  simulation: Simulation,
  appid: string,
): void {
  for (const token of simulation.state.ownTokens)
    if (token.appid === appid) token.expiresAt = Date.now();
}
