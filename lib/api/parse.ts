import { z } from "zod";
import { BodyTooLarge, readBody } from "#lib/base/read-body.ts";
import { RequestError } from "./request-error.ts";

const BODY_LIMIT = 64 * 1024;

export type Params = Record<string, string>;

/** What a route is given of a request. */
export interface Input<Body, Query> {
  body: Body;
  query: Query;
  params: Params;
  request: Request;
}

const nothing = z.strictObject({});

/**
 * Reads a request by the route's schemas.
 * @throws {z.ZodError}
 * @throws {RequestError} `body_too_large`, `json_invalid`
 */
export async function parse<Body, Query>(
  request: Request,
  params: Params,
  shapes: {
    body?: z.ZodType<Body>;
    query?: z.ZodType<Query>;
    maxBytes?: number;
  },
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
