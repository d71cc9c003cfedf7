import { type EventQuery, eventQuery } from "./event-list.ts";

/**
 * The part of an address's query that is a filter of events; what is not valid is left out, as an address may be typed by
 * hand. `type` is a channel, or a channel and the name of an event: `event:authorized`.
 */
export function readEventQuery(
  given: Record<string, unknown>,
): Pick<EventQuery, "q" | "channel" | "name" | "state" | "cursor"> {
  const { q, channel, name, state, cursor } = eventQuery.shape;
  const type = typeof given["type"] === "string" ? given["type"] : "";
  const [first, named] = type.split(/:(.*)/s);
  const known = channel.safeParse(first).data;
  return {
    q: q.safeParse(given["q"]).data || undefined,
    channel: known,
    name: known && (name.safeParse(named).data || undefined),
    state: state.safeParse(given["state"]).data,
    cursor: cursor.safeParse(given["cursor"]).data,
  };
}
