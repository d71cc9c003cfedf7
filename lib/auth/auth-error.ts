import { ProblemError } from "#lib/http/index.ts";

/** Why somebody may not do what they asked for. */
export class AuthError extends ProblemError<
  "unauthenticated" | "forbidden" | "foreign_origin" | "setup_link_invalid"
> {}
