import { ProblemError } from "#lib/http/index.ts";

/** Why an event cannot be shown or processed again. */
export class EventError extends ProblemError<
  "account_unknown" | "event_not_parked" | "event_unknown"
> {}
