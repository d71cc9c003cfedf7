import { eventChannels, eventStates } from "#lib/base/db/kinds.ts";

export { eventChannels, eventStates };
export type EventChannel = (typeof eventChannels)[number];
export type EventState = (typeof eventStates)[number];

export const bodyFormats = ["xml", "json", "unreadable"] as const;
