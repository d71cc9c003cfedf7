import { problemError } from "#lib/base/errors/index.ts";

/** An invalid request, an error from WeChat, or an internal error. */
export class RequestError extends problemError({
  body_too_large: 413,
  database_away: 503,
  input_invalid: 400,
  internal: 500,
  json_invalid: 400,
  not_found: 404,
  too_many_requests: 429,
  wechat_refused: 409,
  wechat_unreachable: 503,
}) {}
