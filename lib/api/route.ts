import { z } from "zod";
import { type AuditActor, auditActor } from "#lib/audit/index.ts";
import { AuthError, type UserActor } from "#lib/auth/index.ts";
import { BodyTooLarge, readBody } from "#lib/http/index.ts";
import { assertSameOrigin, currentSession } from "#lib/session/index.ts";
import { once } from "./idempotency.ts";
import { noteRefusal, rememberCaller } from "./note-refusal.ts";
import { problem } from "./problem.ts";
import { RequestError } from "./request-error.ts";

const BODY_LIMIT = 64 * 1024;

type Params = Record<string, string>;

interface Input<Body, Query> {
  body: Body;
  query: Query;
  params: Params;
  request: Request;
}

interface Shapes<Body, Query> {
  /** Strict; without it the route takes no body. */
  body?: z.ZodType<Body>;
  /** Strict; without it the route takes no query. */
  query?: z.ZodType<Query>;
  /** Of the answer; 204 sends no body. */
  status?: number;
  /** Of the request's body; 64 KB unless given. */
  maxBytes?: number;
  /** Also for those who must set up a second factor before they may do anything else. */
  duringEnrolment?: boolean;
}

type Handler = (
  request: Request,
  context: { params: Promise<Params> },
) => Promise<Response>;

const nothing = z.strictObject({});

/** A route for signed-in people: parses, calls one lib function, answers; refusals become problems. */
export function route<Body = unknown, Query = unknown>(
  shapes: Shapes<Body, Query>,
  handle: (
    input: Input<Body, Query> & { actor: UserActor },
  ) => Promise<unknown>,
): Handler {
  return answering(async (request, params) => {
    const actor = await actorOf(request, shapes);
    if (request.method !== "GET") assertSameOrigin(request);
    const input = await parse(request, params, shapes);
    const run = async () => ({
      status: shapes.status ?? 200,
      body: await handle({ ...input, actor }),
    });
    const key = request.headers.get("idempotency-key");
    if (request.method !== "POST" || !key) return run();
    if (key.length > 200)
      throw new RequestError("input_invalid", {
        fields: [{ field: "Idempotency-Key", code: "too_long" }],
      });
    return once(
      {
        actor: actor.userId,
        key,
        request: JSON.stringify([new URL(request.url).pathname, input.body]),
      },
      run,
    );
  });
}

/** A file that is made for the one who asks. */
interface MadeFile {
  /** ASCII letters, digits, `.`, `-` and `_`. */
  name: string;
  text: string;
}

const fileTypes: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** A route by which signed-in people download a file. */
export function fileRoute<Query = unknown>(
  shapes: { query?: z.ZodType<Query> },
  handle: (
    input: Input<unknown, Query> & { actor: UserActor },
  ) => Promise<MadeFile>,
): Handler {
  return async (request, context) => {
    const params = await paramsOf(context);
    try {
      const actor = await actorOf(request, {});
      const input = await parse(request, params, {
        query: shapes.query,
      });
      const { name, text } = await handle({ ...input, actor });
      return new Response(text, {
        headers: {
          "content-type":
            fileTypes[name.split(".").pop() ?? ""] ?? "text/plain",
          "content-disposition": `attachment; filename="${name}"`,
          "cache-control": "private, no-store",
        },
      });
    } catch (error) {
      await noteRefusal(request, params, error);
      return problem(request, error);
    }
  };
}

/** A route for visitors without a session, whose capability is in what they send. */
export function publicRoute<Body = unknown, Query = unknown>(
  shapes: Shapes<Body, Query>,
  handle: (
    input: Input<Body, Query> & { visitor: AuditActor },
  ) => Promise<unknown>,
): Handler {
  return answering(async (request, params) => {
    if (request.method !== "GET") assertSameOrigin(request);
    const input = await parse(request, params, shapes);
    const visitor: AuditActor = {
      kind: "visitor",
      name: "visitor",
      address: request.headers.get("x-client-address"),
      requestId: request.headers.get("x-request-id"),
    };
    return {
      status: shapes.status ?? 200,
      body: await handle({ ...input, visitor }),
    };
  });
}

function answering(
  run: (
    request: Request,
    params: Params,
  ) => Promise<{ status: number; body: unknown }>,
): Handler {
  return async (request, context) => {
    const params = await paramsOf(context);
    try {
      const { status, body } = await run(request, params);
      const headers = { "cache-control": "private, no-store" };
      return status === 204
        ? new Response(null, { status, headers })
        : Response.json(body, { status, headers });
    } catch (error) {
      await noteRefusal(request, params, error);
      return problem(request, error);
    }
  };
}

/** Next.js gives none to a route whose address has no parameters. */
const paramsOf = async (context: { params: Promise<Params | undefined> }) =>
  (await context.params) ?? {};

/**
 * The person who makes this request.
 * @throws {AuthError} `unauthenticated`; `second_factor_required` when only the password was shown of somebody who has
 * more; `second_factor_missing` when they must set one up first
 */
async function actorOf(
  request: Request,
  { duringEnrolment = false }: { duringEnrolment?: boolean },
): Promise<UserActor> {
  const session = await currentSession();
  if (!session) throw new AuthError("unauthenticated");
  rememberCaller(request, auditActor(session.actor));
  if (session.standing === "second_factor_due")
    throw new AuthError("second_factor_required");
  if (session.standing === "enrolment_due" && !duringEnrolment)
    throw new AuthError("second_factor_missing");
  return session.actor;
}

async function parse<Body, Query>(
  request: Request,
  params: Params,
  shapes: Shapes<Body, Query>,
): Promise<Input<Body, Query>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return {
    request,
    params,
    query: (shapes.query ?? (nothing as unknown as z.ZodType<Query>)).parse(
      query,
    ),
    body: (shapes.body ?? (nothing as unknown as z.ZodType<Body>)).parse(
      request.method === "GET" || (request.method === "DELETE" && !shapes.body)
        ? {}
        : await json(request, shapes.maxBytes ?? BODY_LIMIT),
    ),
  };
}

async function json(request: Request, limit: number): Promise<unknown> {
  let bytes: Buffer;
  try {
    bytes = await readBody(request.body, limit);
  } catch (cause) {
    if (cause instanceof BodyTooLarge) throw new RequestError("body_too_large");
    throw cause;
  }
  if (bytes.length === 0) return {};
  // A form or a plain text can be sent by another site's page without the browser asking us first; JSON cannot.
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
    throw new RequestError("json_invalid");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new RequestError("json_invalid");
  }
}
