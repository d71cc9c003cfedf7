import { problemError } from "#lib/base/errors/index.ts";

/** Why an event cannot be shown or processed again. */
export class EventError extends problemError({
  account_unknown: 404,
  event_not_parked: 409,
  event_unknown: 404,
}) {}
