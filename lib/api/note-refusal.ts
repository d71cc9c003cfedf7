import {
  type AuditActor,
  auditRefusal,
  visitorActor,
} from "#lib/audit/index.ts";
import { fromOf } from "#lib/base/request-source.ts";
import { ProblemError } from "#lib/base/errors/index.ts";
import { codeOf, refusal } from "./problem.ts";

/** What policy refuses, and not the state of things: also a reading of it is told. */
const DENIED = [401, 403, 429];
/** Slips of who fills in a form, and addresses that lead nowhere. */
const HARMLESS = [
  "input_invalid",
  "json_invalid",
  "cursor_invalid",
  "not_found",
];

const callers = new WeakMap<Request, AuditActor>();

/** Says who makes a request, as soon as that is known. */
export function rememberCaller(request: Request, caller: AuditActor): void {
  callers.set(request, caller);
}

/**
 * Leaves a row in the audit log for a request that was refused: any change that was denied or failed, and any reading
 * that policy denied. Of readings by nobody there is none: every page's first visit would leave one. Who offers a wrong
 * key is not nobody.
 */
export async function noteRefusal(
  request: Request,
  params: Record<string, string | string[] | undefined>,
  error: unknown,
  oneOfMany = false,
): Promise<void> {
  const { code, status } = codeOf(error);
  const denied = DENIED.includes(status);
  const { method } = request;
  const reads = method === "GET" || method === "HEAD";
  const harmless = reads && (!denied || code === "unauthenticated");
  if (HARMLESS.includes(code) || harmless) return;
  const reason = error instanceof ProblemError ? error.values["reason"] : null;
  const entry = {
    actor: callers.get(request) ?? visitorActor(fromOf(request)),
    action: "request.refused",
    subject: subjectOf(params),
    outcome: denied ? ("denied" as const) : ("failed" as const),
    after: {
      method,
      path: shownPath(request, params),
      code,
      ...(reason ? { reason } : {}),
    },
  };
  await auditRefusal(entry, oneOfMany);
}

/** The refusal of one account of several that a request names, in words, and noted like a request's. */
export async function accountRefusal(
  request: Request,
  appid: string,
  error: unknown,
): Promise<ReturnType<typeof refusal>> {
  await noteRefusal(request, { appid }, error, true);
  return refusal(request, error);
}

function subjectOf(
  params: Record<string, string | string[] | undefined>,
): string | undefined {
  const subject = params["appid"] ?? params["id"];
  return typeof subject === "string" ? subject.slice(0, 100) : undefined;
}

/** Without what stands in the places of parameters: it may be a capability, and is the subject where it is none. */
function shownPath(
  request: Request,
  params: Record<string, string | string[] | undefined>,
): string {
  const names = new Map(
    Object.entries(params).flatMap(([name, value]) =>
      [value].flat().map((part) => [part, `{${name}}`]),
    ),
  );
  return new URL(request.url).pathname
    .split("/")
    .map((part) => names.get(decoded(part)) ?? names.get(part) ?? part)
    .join("/")
    .slice(0, 300);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
