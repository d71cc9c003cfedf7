import { setTimeout as pause } from "node:timers/promises";
import { refusalOf, TokenError } from "./token-error.ts";

/** What a row says of its token, judged by the database's clock. */
export interface TokenState {
  token: string | null;
  /** Far enough from its end that nobody need renew it. */
  fresh: boolean;
  /** Not over yet: may be used while somebody renews it. */
  valid: boolean;
  version: number;
  /** `wechatErrors` key of a failed refresh after the caller began to wait. */
  failedSince: (begun: Date) => string | null;
  /** The database's clock at the reading. */
  now: Date;
}

/** The right to ask upstream for one row, for a limited time. */
export interface Lease {
  id: string;
  version: number;
}

/** A row that holds a token which only one process at a time may renew. */
export interface LeasedRow {
  /** @throws {TokenError} when there is no such row */
  read(): Promise<TokenState>;
  /** Takes the lease if nobody holds it and the version is still the one that was read; one statement. */
  claim(version: number): Promise<Lease | null>;
  /**
   * Asks upstream outside any transaction, and writes back only if lease and version still hold.
   * When upstream fails, notes the error, keeps others away for a pause, and throws.
   * @param rejected the token that upstream no longer takes; `early`: although it should have lived
   * @returns the new token, or null when something newer had been stored meanwhile
   */
  renew(
    lease: Lease,
    rejected?: { token: string; early: boolean },
  ): Promise<string | null>;
}

const POLL_MS = 40;
/** Longer than one call upstream may take, with its one retry (lib/wechat: 5 s each). */
const WAIT_MS = 12_000;

/**
 * The row's token. Among all callers in all processes one renews it; the others get the old token while it is valid, or
 * wait for the new one, or share the one failure.
 * @param rejected a token that upstream no longer takes: only if it is still the row's own is it renewed
 * @throws {TokenError | OutboundError}
 */
export async function leasedToken(
  row: LeasedRow,
  rejected?: string,
): Promise<string> {
  const deadline = performance.now() + WAIT_MS;
  let begun: Date | undefined;
  for (;;) {
    if (performance.now() > deadline) throw new TokenError("token_busy");
    const state = await row.read();
    begun ??= state.now;
    const usable =
      state.token !== null && state.token !== rejected ? state.token : null;
    if (usable !== null && state.fresh) return usable;
    const failure = state.failedSince(begun);
    if (failure === null) {
      const lease = await row.claim(state.version);
      if (lease) {
        try {
          const renewed = await row.renew(
            lease,
            rejected !== undefined && state.token === rejected
              ? { token: rejected, early: state.valid }
              : undefined,
          );
          if (renewed !== null) return renewed;
        } catch (error) {
          if (usable !== null && state.valid) return usable;
          throw error;
        }
        continue;
      }
    }
    if (usable !== null && state.valid) return usable;
    if (failure !== null) throw refusalOf(failure);
    await pause(POLL_MS);
  }
}
