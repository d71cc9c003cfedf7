import { z } from "zod";
import { open, seal, SealError } from "#lib/base/secrets/index.ts";
import { AuthorizationError } from "./authorization-error.ts";

/** What travels through WeChat and back in our redirect_uri: sealed, so that only this console can have made it. */
const shape = z.object({
  token: z.string(),
  preAuthCodeHash: z.string(),
  nonce: z.string(),
});
export type VisitState = z.infer<typeof shape>;

const sealContext = { table: "authorization_visits", column: "state", row: "" };

/** Seals the state of one visit; it needs no row, so that merely looking at the page changes nothing. */
export function sealState(state: VisitState): string {
  return seal(JSON.stringify(state), sealContext);
}

/** @throws {AuthorizationError} `state_invalid` when it is not one of ours */
export function openState(sealed: string): VisitState {
  try {
    return shape.parse(JSON.parse(open(sealed, sealContext)));
  } catch (cause) {
    if (
      cause instanceof SealError ||
      cause instanceof SyntaxError ||
      cause instanceof z.ZodError
    )
      throw new AuthorizationError("state_invalid", { cause });
    throw cause;
  }
}
