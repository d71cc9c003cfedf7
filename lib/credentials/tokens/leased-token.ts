import { setTimeout as pause } from "node:timers/promises";
import { log } from "#lib/base/log.ts";
import { refusalOf, TokenError } from "./token-error.ts";

/*
 * The states of a token, by the database's clock (timing.ts), and what a caller gets.
 *
 * | state   | in the row                                     | the caller gets             | a renewal is started |
 * |---------|------------------------------------------------|-----------------------------|----------------------|
 * | fresh   | far from its end                               | the token                   | no                   |
 * | valid   | near its end                                   | the token                   | in the background    |
 * | expired | no token, or past its end, or refused upstream | the new token, after a wait | yes                  |
 *
 * Paused (a renewal failed, and `retryAt` has not come) overrides the last column: a valid token is still returned, an
 * expired one fails with the error of the last renewal. Of all callers in all processes, the one that gets the lease
 * renews; the others return the valid token or poll the row.
 */

/** A token as it is in its row. */
export interface StoredToken {
  token: string;
  expiresAt: Date | null;
  version: number;
}

/** The row of a token, with what the database's clock says of it. */
export interface TokenState extends Omit<StoredToken, "token"> {
  token: string | null;
  fresh: boolean;
  valid: boolean;
  /** The key of the last failure while renewals are paused, else null. */
  paused: string | null;
}

/** The right to call upstream for one row, for a limited time. */
export interface Lease {
  id: string;
  version: number;
}

/** A token that upstream refused; `early`: although it had not expired. */
export interface Rejected {
  token: string;
  early: boolean;
}

/** A row with a token that one process at a time may renew. */
export interface LeasedRow {
  /** @throws {TokenError} when there is no such row */
  read(): Promise<TokenState>;
  /**
   * Takes the lease if no process has it, no failure was recorded since and the version is still the one that was read;
   * one statement.
   */
  claim(version: number): Promise<Lease | null>;
  /**
   * Calls upstream outside any transaction, and writes back only if lease and version are unchanged. When upstream fails,
   * records the error, starts a pause for all processes, and throws.
   * @returns the new token, or null when something newer was stored meanwhile
   */
  renew(lease: Lease, rejected?: Rejected): Promise<StoredToken | null>;
}

const POLL_MS = 40;
/** Longer than one call upstream with its one repetition (lib/wechat: 5 s each). */
const WAIT_MS = 12_000;

/**
 * The row's token. Among all callers in all processes one renews it. While the old token is valid, all get that one and
 * none waits; otherwise they wait for the new token or share the one failure.
 * @param rejected a token that upstream refused: it is renewed only if it is still the row's
 * @throws {TokenError | OutboundError}
 */
export async function leasedToken(
  row: LeasedRow,
  rejected?: string,
): Promise<StoredToken> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    if (performance.now() > deadline) throw new TokenError("token_busy");
    const state = await row.read();
    const { token, expiresAt, version } = state;
    const usable =
      token !== null && token !== rejected
        ? { token, expiresAt, version }
        : null;
    if (usable !== null && state.fresh) return usable;
    const valid = state.valid ? usable : null;
    if (state.paused !== null) {
      if (valid !== null) return valid;
      throw refusalOf(state.paused);
    }
    const lease = await row.claim(version);
    if (lease && valid !== null) renewInBackground(row, lease);
    if (valid !== null) return valid;
    const renewed =
      lease && (await row.renew(lease, rejection(state, rejected)));
    if (renewed !== null) return renewed;
    if (!lease) await pause(POLL_MS);
  }
}

function rejection(
  state: TokenState,
  rejected: string | undefined,
): Rejected | undefined {
  return rejected !== undefined && state.token === rejected
    ? { token: rejected, early: state.valid }
    : undefined;
}

function renewInBackground(row: LeasedRow, lease: Lease): void {
  void row.renew(lease).catch((error: unknown) => {
    log.debug({ err: error }, "a token could not be renewed before its end");
  });
}
