import { platformSources } from "#lib/base/db/kinds.ts";

/** Where the platform's settings come from. */
export const settingSources = [...platformSources, "none"] as const;

export const ticketStates = ["never", "fresh", "late", "expired"] as const;
export const componentTokenStates = ["none", "living", "expired"] as const;
