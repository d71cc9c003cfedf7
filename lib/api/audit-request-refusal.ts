import {
  type AuditActor,
  auditRefusal,
  visitorActor,
} from "#lib/audit/index.ts";
import { fromOf } from "#lib/base/request-source.ts";
import { ProblemError } from "#lib/base/errors/index.ts";
import { codeOf, refusal } from "./problem.ts";

/** Refusals by policy, which are audited for reads too. */
const DENIED = [401, 403, 429];
/** Mistakes in forms, and unknown paths: never audited. */
const HARMLESS = [
  "input_invalid",
  "json_invalid",
  "cursor_invalid",
  "not_found",
];

const callers = new WeakMap<Request, AuditActor>();

/** Records who makes a request, for the audit of a later refusal. */
export function recordCaller(request: Request, caller: AuditActor): void {
  callers.set(request, caller);
}

/**
 * Audits a refused request: every change that was denied or failed, and every read that policy denied. Unauthenticated
 * reads are left out, because every first visit of a page causes one; a wrong API key is audited.
 * @param oneOfMany whether it is one of several refusals of the same request
 */
export async function auditRequestRefusal(
  request: Request,
  params: Record<string, string | string[] | undefined>,
  error: unknown,
  oneOfMany = false,
): Promise<void> {
  const { code, status } = codeOf(error);
  const denied = DENIED.includes(status);
  const { method } = request;
  const isRead = method === "GET" || method === "HEAD";
  const isHarmlessRead = isRead && (!denied || code === "unauthenticated");
  if (HARMLESS.includes(code) || isHarmlessRead) return;
  const reason = error instanceof ProblemError ? error.values["reason"] : null;
  const entry = {
    actor: callers.get(request) ?? visitorActor(fromOf(request)),
    action: "request.refused",
    subject: subjectOf(params),
    outcome: denied ? ("denied" as const) : ("failed" as const),
    after: {
      method,
      path: redactedPath(request, params),
      code,
      ...(reason ? { reason } : {}),
    },
  };
  await auditRefusal(entry, oneOfMany);
}

/** Audits the refusal of one of several accounts in a request. @returns the refusal with its sentence */
export async function accountRefusal(
  request: Request,
  appid: string,
  error: unknown,
): Promise<ReturnType<typeof refusal>> {
  await auditRequestRefusal(request, { appid }, error, true);
  return refusal(request, error);
}

function subjectOf(
  params: Record<string, string | string[] | undefined>,
): string | undefined {
  const subject = params["appid"] ?? params["id"];
  return typeof subject === "string" ? subject.slice(0, 100) : undefined;
}

/** The path with the values of its parameters replaced by their names: a value may be a capability. */
function redactedPath(
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
