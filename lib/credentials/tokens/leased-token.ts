import { setTimeout as pause } from "node:timers/promises";
import { log } from "#lib/base/log.ts";
import { refusalOf, TokenError } from "./token-error.ts";

/** What a row says of its token, judged by the database's clock. */
export interface TokenState {
  token: string | null;
  /** Far enough from its end that nobody need renew it. */
  fresh: boolean;
  /** Not over yet: may be used while somebody renews it. */
  valid: boolean;
  version: number;
  /** Why upstream is left alone for now: the key of the last failure; null when it may be asked. */
  paused: string | null;
}

/** The right to ask upstream for one row, for a limited time. */
export interface Lease {
  id: string;
  version: number;
}

/** A token that upstream no longer takes; `early`: although it should have lived. */
export interface Rejected {
  token: string;
  early: boolean;
}

/** A row that holds a token which only one process at a time may renew. */
export interface LeasedRow {
  /** @throws {TokenError} when there is no such row */
  read(): Promise<TokenState>;
  /**
   * Takes the lease if nobody holds it, no failure was noted since and the version is still the one that was read; one
   * statement.
   */
  claim(version: number): Promise<Lease | null>;
  /**
   * Asks upstream outside any transaction, and writes back only if lease and version still hold.
   * When upstream fails, notes the error, keeps everybody away for a pause, and throws.
   * @returns the new token, or null when something newer had been stored meanwhile
   */
  renew(lease: Lease, rejected?: Rejected): Promise<string | null>;
}

const POLL_MS = 40;
/** Longer than one call upstream may take, with its one retry (lib/wechat: 5 s each). */
const WAIT_MS = 12_000;

/**
 * The row's token. Among all callers in all processes one renews it. As long as the old one is valid all get that, and
 * nobody waits; else they wait for the new one or share the one failure.
 * @param rejected a token that upstream no longer takes: only if it is still the row's own is it renewed
 * @throws {TokenError | OutboundError}
 */
export async function leasedToken(
  row: LeasedRow,
  rejected?: string,
): Promise<string> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    if (performance.now() > deadline) throw new TokenError("token_busy");
    const state = await row.read();
    const usable =
      state.token !== null && state.token !== rejected ? state.token : null;
    if (usable !== null && state.fresh) return usable;
    const old = state.valid ? usable : null;
    if (state.paused !== null) {
      if (old !== null) return old;
      throw refusalOf(state.paused);
    }
    const lease = await row.claim(state.version);
    if (lease && old !== null) renewBehind(row, lease);
    if (old !== null) return old;
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

function renewBehind(row: LeasedRow, lease: Lease): void {
  void row.renew(lease).catch((error: unknown) => {
    log.debug({ err: error }, "a token could not be renewed before its end");
  });
}
