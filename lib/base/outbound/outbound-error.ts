import { problemError } from "#lib/base/errors/index.ts";

/** Why a fetch of an entered address failed. */
export class OutboundError extends problemError({
  url_invalid: 400,
  url_not_https: 400,
  url_private: 400,
  url_unresolvable: 409,
  url_redirects: 409,
  url_timeout: 503,
  url_too_large: 409,
  url_status: 409,
  url_unreachable: 503,
}) {}

export type OutboundCode = OutboundError["code"];

export const isOutboundCode = (code: string): code is OutboundCode =>
  Object.hasOwn(OutboundError.statuses, code);
