import { ProblemError } from "#lib/http/index.ts";

/** What is wrong with a request before any room is asked, or with ourselves. */
export class RequestError extends ProblemError<
  | "input_invalid"
  | "json_invalid"
  | "body_too_large"
  | "cursor_invalid"
  | "not_found"
  | "too_many_requests"
  | "idempotency_mismatch"
  | "idempotency_in_progress"
  | "database_away"
  | "internal"
> {}
