import { AuthorizationError } from "#lib/authorization/index.ts";
import { wechatKeyOf } from "#lib/credentials/tokens/index.ts";

/**
 * What a failed handler means for its event.
 * @returns key: of the messages `wechatErrors`; final: no further attempt can succeed
 */
export function assessFailure(error: unknown): { key: string; final: boolean } {
  return {
    key: wechatKeyOf(error) ?? "unknown",
    final: error instanceof AuthorizationError && error.code === "code_spent",
  };
}
