import { createTranslator } from "next-intl";
import { z } from "zod";
import type { AccountError } from "#lib/accounts/index.ts";
import type { KeyError } from "#lib/api-keys/index.ts";
import type { AuthError } from "#lib/auth/index.ts";
import type { AuthorizationError } from "#lib/authorization/index.ts";
import { isAway } from "#lib/db/index.ts";
import type { FactorError } from "#lib/factors/index.ts";
import {
  type FieldProblem,
  type OutboundError,
  ProblemError,
} from "#lib/http/index.ts";
import {
  LOCALE_COOKIE,
  type Locale,
  localeOf,
  messagesOf,
} from "#lib/i18n/index.ts";
import type { EventError } from "#lib/inbox/index.ts";
import { log } from "#lib/log.ts";
import type { MemberError } from "#lib/members/index.ts";
import type { MiniProgramError } from "#lib/mini-programs/index.ts";
import type { QuotaError } from "#lib/quota/index.ts";
import type { PlatformError } from "#lib/platform/index.ts";
import type { PropertyError } from "#lib/properties/index.ts";
import type { ReceiptError } from "#lib/receipts/index.ts";
import type { TokenError } from "#lib/tokens/index.ts";
import type { WebhookError } from "#lib/webhooks/index.ts";
import {
  WeChatApiError,
  wechatErrorKey,
  WeChatTransportError,
} from "#lib/wechat/index.ts";
import type { RequestError } from "./request-error.ts";

/** The stable codes of all refusals. */
export type Code =
  | AccountError["code"]
  | AuthError["code"]
  | AuthorizationError["code"]
  | EventError["code"]
  | FactorError["code"]
  | KeyError["code"]
  | MemberError["code"]
  | MiniProgramError["code"]
  | OutboundError["code"]
  | PlatformError["code"]
  | PropertyError["code"]
  | QuotaError["code"]
  | ReceiptError["code"]
  | RequestError["code"]
  | TokenError["code"]
  | WebhookError["code"];

/** The one place where a refusal's code becomes an HTTP status; its sentence is `api.<code>`. */
const statusOfCode: Record<Code, number> = {
  account_deauthorized: 409,
  account_not_verified: 409,
  account_still_authorized: 409,
  account_unknown: 404,
  address_not_allowed: 403,
  api_key_accounts_unknown: 400,
  api_key_invalid: 401,
  api_key_revoked: 409,
  api_key_unknown: 404,
  appid_required: 400,
  body_too_large: 413,
  code_spent: 409,
  code_wrong: 403,
  config_secret_missing: 400,
  confirm_name_mismatch: 400,
  cursor_invalid: 400,
  database_away: 503,
  event_not_parked: 409,
  event_unknown: 404,
  exchange_unfinished: 503,
  factor_is_required: 409,
  factors_none: 409,
  forbidden: 403,
  foreign_origin: 403,
  idempotency_in_progress: 409,
  idempotency_mismatch: 409,
  import_columns_missing: 400,
  import_empty: 400,
  import_nothing_good: 400,
  import_too_many_rows: 400,
  import_unreadable: 400,
  input_invalid: 400,
  internal: 500,
  invitation_invalid: 409,
  invitation_over: 409,
  invitation_unknown: 404,
  json_invalid: 400,
  key_limited: 403,
  last_owner: 409,
  link_over: 409,
  link_unknown: 404,
  mail_missing: 409,
  member_disabled: 409,
  member_exists: 409,
  member_unknown: 404,
  mini_programs_only: 409,
  minimum_sets_missing: 409,
  needs_reauthorization: 409,
  not_found: 404,
  official_accounts_only: 409,
  openid_property_missing: 409,
  passkey_refused: 403,
  passkey_registered: 409,
  passkey_unknown: 404,
  passkeys_too_many: 409,
  password_missing: 409,
  password_wrong: 403,
  people_only: 403,
  platform_is_simulated: 409,
  platform_missing: 409,
  platform_secret_missing: 400,
  platform_set_by_environment: 409,
  property_in_use_by_accounts: 409,
  property_name_taken: 409,
  property_not_text: 409,
  property_retired: 409,
  property_shared: 409,
  property_unknown: 404,
  quota_reset_running: 409,
  quota_resets_exhausted: 409,
  recent_sign_in_required: 403,
  reset_link_invalid: 409,
  scope_missing: 403,
  second_factor_missing: 403,
  second_factor_required: 401,
  send_not_configured: 409,
  session_unknown: 404,
  setup_link_invalid: 409,
  source_missing: 409,
  source_no_list: 409,
  source_not_json: 409,
  state_invalid: 409,
  ticket_missing: 409,
  token_answer_unreadable: 409,
  totp_not_begun: 409,
  token_busy: 503,
  token_unchanged: 409,
  wechat_paused: 503,
  too_many_attempts: 429,
  too_many_requests: 429,
  unauthenticated: 401,
  url_invalid: 400,
  url_not_https: 400,
  url_private: 400,
  url_redirects: 409,
  url_status: 409,
  url_timeout: 503,
  url_too_large: 409,
  url_unreachable: 503,
  url_unresolvable: 409,
  webhook_delivery_unknown: 404,
  webhook_disabled: 409,
  webhook_unknown: 404,
  wechat_refused: 409,
  wechat_unreachable: 503,
};

const isCode = (code: unknown): code is Code =>
  typeof code === "string" && Object.hasOwn(statusOfCode, code);

interface Refusal {
  code: Code;
  wechatKey: string | null;
  values: Record<string, string | number>;
  fields: FieldProblem[];
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof z.ZodError)
    return {
      code: "input_invalid",
      wechatKey: null,
      values: {},
      fields: fieldsOf(error),
    };
  if (error instanceof WeChatTransportError)
    return {
      code: "wechat_unreachable",
      wechatKey: wechatErrorKey(error),
      values: {},
      fields: [],
    };
  if (error instanceof WeChatApiError)
    return {
      code: "wechat_refused",
      wechatKey: wechatErrorKey(error),
      values: {},
      fields: [],
    };
  if (error instanceof ProblemError && isCode(error.code)) {
    const key = error.values["key"];
    return {
      code: error.code,
      wechatKey: key === undefined ? null : String(key),
      values: error.values,
      fields: error.fields,
    };
  }
  const code = isAway(error) ? "database_away" : "internal";
  return { code, wechatKey: null, values: {}, fields: [] };
}

/** An error's stable code and the HTTP status that it is answered with. */
export function codeOf(error: unknown): { code: Code; status: number } {
  const { code } = refusalOf(error);
  return { code, status: statusOfCode[code] };
}

function fieldsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.join(".");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: field === "" ? key : `${field}.${key}`,
        code: "unknown_field",
      }));
    return [
      {
        field,
        code: Object.hasOwn(messagesOf("en").api.fields, issue.message)
          ? issue.message
          : "invalid",
      },
    ];
  });
}

/** The language in which a request is answered. */
export function requestLocale(request: Request): Locale {
  const cookie = (request.headers.get("cookie") ?? "")
    .split("; ")
    .find((pair) => pair.startsWith(`${LOCALE_COOKIE}=`))
    ?.slice(LOCALE_COOKIE.length + 1);
  return localeOf(cookie, request.headers.get("accept-language"));
}

/** The sentences of `api` in the language of a request. */
export function apiTranslator(request: Request) {
  const locale = requestLocale(request);
  return createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "api",
  });
}

type FieldCode = keyof ReturnType<typeof messagesOf>["api"]["fields"];

/** A refusal in words: a stable code, and a sentence in the reader's language; errors of ours are logged. */
export function refusal(
  request: Request,
  error: unknown,
): { code: Code; detail: string; fields: FieldProblem[] } {
  const { code, wechatKey, values, fields } = refusalOf(error);
  if (code === "internal" || code === "database_away")
    log[code === "internal" ? "error" : "warn"](
      { err: error, requestId: request.headers.get("x-request-id") },
      "a request failed",
    );
  const locale = requestLocale(request);
  const messages = messagesOf(locale);
  const t = apiTranslator(request);
  const sentence =
    wechatKey !== null && Object.hasOwn(messages.wechatErrors, wechatKey)
      ? messages.wechatErrors[wechatKey as keyof typeof messages.wechatErrors]
      : null;
  return { code, detail: sentence ?? t(code, values), fields };
}

/**
 * Answers an error as RFC 9457 problem: a stable code, a sentence in the reader's language, and nothing of our insides.
 * @param headers that the answer has besides
 */
export function problem(
  request: Request,
  error: unknown,
  headers = new Headers(),
): Response {
  const { code, detail, fields } = refusal(request, error);
  const locale = requestLocale(request);
  const t = createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "api.fields",
  });
  const status = statusOfCode[code];
  return Response.json(
    {
      type: "about:blank",
      title: code,
      status,
      code,
      detail,
      requestId: request.headers.get("x-request-id"),
      ...(fields.length > 0
        ? {
            errors: fields.map((field) => ({
              ...field,
              detail: t(field.code as FieldCode),
            })),
          }
        : {}),
    },
    {
      status,
      headers: {
        ...Object.fromEntries(headers),
        ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
        "content-type": "application/problem+json",
        "cache-control": "private, no-store",
      },
    },
  );
}
