import { z } from "zod";
import { BodyTooLarge, readBody } from "#lib/base/read-body.ts";
import { RequestError } from "./request-error.ts";

const BODY_LIMIT = 64 * 1024;

/** The path parameters, as Next.js passes them. */
export type PathValues = Record<string, string | undefined>;

/** The parsed request that a handler receives. */
export interface Input<Body, Query, Param extends string> {
  body: Body;
  query: Query;
  params: Record<Param, string>;
  request: Request;
}

/** The schemas of a route's requests. */
export interface RequestShapes<Body, Query, Param extends string> {
  /** Strict; without it the route takes no body. */
  body?: z.ZodType<Body>;
  /** Strict; without it the route takes no query. */
  query?: z.ZodType<Query>;
  /** The path parameters: the names of the folders in brackets. */
  params?: readonly Param[];
  /** The limit of the request's body; 64 KB by default. */
  maxBytes?: number;
}

const nothing = z.strictObject({});

/**
 * Parses a request with the route's schemas.
 * @throws {z.ZodError}
 * @throws {RequestError} `body_too_large`, `json_invalid`; `not_found` when a declared path parameter is missing
 */
export async function parse<Body, Query, Param extends string>(
  request: Request,
  values: PathValues,
  shapes: RequestShapes<Body, Query, Param>,
): Promise<Input<Body, Query, Param>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return {
    request,
    params: named(values, shapes.params ?? []),
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

function named<Param extends string>(
  values: PathValues,
  names: readonly Param[],
): Record<Param, string> {
  const entries = names.map((name) => {
    const value = values[name];
    if (!value) throw new RequestError("not_found");
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Record<Param, string>;
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
  // Another site's page can send a form or plain text without a preflight request, but not JSON.
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
    throw new RequestError("json_invalid");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new RequestError("json_invalid");
  }
}
