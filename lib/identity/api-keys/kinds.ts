import { keyRefusals } from "#lib/base/db/kinds.ts";

export { keyRefusals };

export const keyStates = ["living", "expired", "revoked"] as const;
export type KeyState = (typeof keyStates)[number];

/** Whether the one who made a key could still make it. */
export const creatorStates = ["able", "unable"] as const;
