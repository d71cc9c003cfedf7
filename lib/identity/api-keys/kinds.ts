import { keyRefusals } from "#lib/base/db/kinds.ts";

export { keyRefusals };

export const keyStates = ["living", "expired", "revoked"] as const;
export type KeyState = (typeof keyStates)[number];

/** Whether the person who created a key may still create keys. */
export const creatorStates = ["able", "unable"] as const;
