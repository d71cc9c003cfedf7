import { createTranslator } from "next-intl";
import { z } from "zod";
import { isUnavailable } from "#lib/base/db/index.ts";
import { parseCookies } from "#lib/base/cookies.ts";
import { type FieldProblem, ProblemError } from "#lib/base/errors/index.ts";
import {
  LOCALE_COOKIE,
  type Locale,
  localeOf,
  type Messages,
  messagesOf,
} from "#lib/base/i18n/index.ts";
import { log } from "#lib/base/log.ts";
import { WeChatError, WeChatTransportError } from "#lib/wechat/index.ts";
import { RequestError } from "./request-error.ts";

/** A key of the message file `api`, which has a sentence for each error code (tests/architecture/messages.test.ts). */
type Code = Exclude<keyof Messages["api"], "checks" | "fields">;

// Checked by key only: the build compiles sentences with placeholders, so their values are no strings.
const isCode = (code: string): code is Code =>
  Object.hasOwn(messagesOf("en").api, code) &&
  code !== "checks" &&
  code !== "fields";

const isProblem = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && isCode(String(error.code));

interface Refusal {
  code: Code;
  status: number;
  wechatKey: string | null;
  values: Record<string, string | number>;
  fields: FieldProblem[];
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof z.ZodError)
    return ofProblem(
      new RequestError("input_invalid", { fields: fieldsOf(error) }),
    );
  if (error instanceof WeChatError)
    return ofProblem(
      new RequestError(
        error instanceof WeChatTransportError
          ? "wechat_unreachable"
          : "wechat_refused",
        { wechatKey: error.key },
      ),
    );
  if (isProblem(error)) return ofProblem(error);
  return ofProblem(
    new RequestError(isUnavailable(error) ? "database_away" : "internal"),
  );
}

function ofProblem(error: ProblemError): Refusal {
  const { code, status, values, fields, wechatKey } = error;
  return {
    code: isCode(code) ? code : "internal",
    status,
    wechatKey,
    values,
    fields,
  };
}

/** An error's stable code and HTTP status. */
export function codeOf(error: unknown): { code: string; status: number } {
  const { code, status } = refusalOf(error);
  return { code, status };
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

/** The language of the answer to a request. */
export function requestLocale(request: Request): Locale {
  const cookies = parseCookies(request.headers.get("cookie"));
  return localeOf(
    cookies[LOCALE_COOKIE],
    request.headers.get("accept-language"),
  );
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

/** A refusal for people: a stable code and a sentence in their language. Internal errors are logged. */
export function refusal(
  request: Request,
  error: unknown,
): { code: string; detail: string; fields: FieldProblem[] } {
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
 * The problem answer (RFC 9457) to an error: a stable code and a sentence in the reader's language, no internal details.
 * @param headers additional headers of the answer
 */
export function problem(
  request: Request,
  error: unknown,
  headers = new Headers(),
): Response {
  const { code, detail, fields } = refusal(request, error);
  const { status } = codeOf(error);
  const locale = requestLocale(request);
  const t = createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "api.fields",
  });
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
