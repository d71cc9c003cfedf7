import type { z } from "zod";
import { type AuditActor, visitorActor } from "#lib/audit/index.ts";
import { type Action, type ActorOf, actorId } from "#lib/access/index.ts";
import { fromOf } from "#lib/base/request-source.ts";
import { assertSameOrigin } from "#lib/identity/next/index.ts";
import { admit } from "./admit.ts";
import { once } from "./idempotency/index.ts";
import { auditRequestRefusal } from "./audit-request-refusal.ts";
import type { DescribedHandler, Description, Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import {
  type Input,
  type PathValues,
  parse,
  type RequestShapes,
} from "./parse.ts";
import { RequestError } from "./request-error.ts";

interface Shapes<Body, Query, Param extends string> extends RequestShapes<
  Body,
  Query,
  Param
> {
  /** Status of a successful answer; 204 sends no body. */
  status?: number;
  /** Whether people who must first set up a second factor are admitted. */
  duringEnrolment?: boolean;
}

interface Declared<Name extends Action | null, Answer> {
  /** Without it the route is for signed-in people only, and a test fails. */
  operation?: Operation<Name>;
  /** The schema of the answer: the compiler checks `handle` against it, and tests check the answers sent. */
  answer?: z.ZodType<Answer>;
}

/**
 * A route for signed-in people, and for API keys if the policy allows: authorizes, parses, calls one function of lib and
 * answers. Errors become problems (RFC 9457).
 */
export function route<
  Name extends Action | null = null,
  Body = unknown,
  Query = unknown,
  Answer = unknown,
  Param extends string = never,
>(
  shapes: Shapes<Body, Query, Param> & Declared<Name, Answer>,
  handle: (
    input: Input<Body, Query, Param> & { actor: ActorOf<Name> },
  ) => Promise<NoInfer<Answer>>,
): DescribedHandler {
  const { operation, status = 200, duringEnrolment } = shapes;
  return answering(
    describe(shapes, "actor", status),
    async (request, params, headers) => {
      const action = (operation?.action ?? null) as Name;
      const appid = params["appid"];
      const actor = await admit(
        request,
        { action, appid, duringEnrolment },
        headers,
      );
      const input = await parse(request, params, shapes);
      const run = async () => ({
        status,
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
          actor: actorId(actor),
          key,
          request: JSON.stringify([new URL(request.url).pathname, input.body]),
        },
        run,
      );
    },
  );
}

/** A file generated for a request. */
interface GeneratedFile {
  /** ASCII letters, digits, `.`, `-` and `_`. */
  name: string;
  text: string;
}

const fileTypes = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** A route that answers with a file to download. */
export function fileRoute<
  Name extends Action | null = null,
  Query = unknown,
  Param extends string = never,
>(
  shapes: Pick<RequestShapes<unknown, Query, Param>, "query" | "params"> & {
    operation?: Operation<Name>;
    /** The possible types of the file; CSV by default. */
    files?: (keyof typeof fileTypes)[];
  },
  handle: (
    input: Input<unknown, Query, Param> & { actor: ActorOf<Name> },
  ) => Promise<GeneratedFile>,
): DescribedHandler {
  const { operation, files = ["csv"] } = shapes;
  const typeOf = (name: string) =>
    fileTypes[files.find((kind) => name.endsWith(`.${kind}`)) ?? "csv"];
  const types = files.map((kind) => fileTypes[kind]);
  return described(
    { ...describe(shapes, "actor", 200), types },
    async (request, params, headers) => {
      const action = (operation?.action ?? null) as Name;
      const appid = params["appid"];
      const actor = await admit(request, { action, appid }, headers);
      const input = await parse(request, params, shapes);
      const { name, text } = await handle({ ...input, actor });
      headers.set("content-type", typeOf(name));
      headers.set("content-disposition", `attachment; filename="${name}"`);
      headers.set("cache-control", "private, no-store");
      return new Response(text, { headers });
    },
  );
}

/** A route for visitors without a session; the request contains a capability. */
export function publicRoute<
  Body = unknown,
  Query = unknown,
  Answer = unknown,
  Param extends string = never,
>(
  shapes: Shapes<Body, Query, Param> & Declared<null, Answer>,
  handle: (
    input: Input<Body, Query, Param> & { visitor: AuditActor },
  ) => Promise<NoInfer<Answer>>,
): DescribedHandler {
  const { status = 200 } = shapes;
  return answering(
    describe(shapes, "visitor", status),
    async (request, params) => {
      if (request.method !== "GET") assertSameOrigin(request);
      const input = await parse(request, params, shapes);
      const visitor = visitorActor(fromOf(request));
      return { status, body: await handle({ ...input, visitor }) };
    },
  );
}

/** Answers unknown paths: `not_found` for those who may read the reference, otherwise a refusal. */
export const unknownRoute = answering(
  describe({}, "actor", 404),
  async (request, _params, headers) => {
    const action = "reference.read";
    await admit(request, { action }, headers);
    throw new RequestError("not_found");
  },
);

function describe(
  shapes: {
    operation?: Operation;
    body?: z.ZodType;
    query?: z.ZodType;
    answer?: z.ZodType;
  },
  access: Description["access"],
  status: number,
): Description {
  const { operation, body, query, answer } = shapes;
  return {
    operation: operation ?? null,
    access,
    body: body ?? null,
    query: query ?? null,
    answer: answer ?? null,
    status,
    types: ["application/json"],
  };
}

function answering(
  description: Description,
  run: (
    request: Request,
    params: PathValues,
    headers: Headers,
  ) => Promise<{ status: number; body: unknown }>,
): DescribedHandler {
  return described(description, async (request, params, headers) => {
    const { status, body } = await run(request, params, headers);
    headers.set("cache-control", "private, no-store");
    return status === 204
      ? new Response(null, { status, headers })
      : Response.json(body, { status, headers });
  });
}

function described(
  description: Description,
  run: (
    request: Request,
    params: PathValues,
    headers: Headers,
  ) => Promise<Response>,
): DescribedHandler {
  const handler = async (
    request: Request,
    // Next.js passes no parameters for a path without any.
    context: { params: Promise<PathValues | undefined> },
  ) => {
    const params = (await context.params) ?? {};
    const headers = new Headers();
    try {
      return await run(request, params, headers);
    } catch (error) {
      await auditRequestRefusal(request, params, error);
      return problem(request, error, headers);
    }
  };
  return Object.assign(handler, { description });
}
