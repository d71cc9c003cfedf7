import type { z } from "zod";
import { type Operations, operations } from "./api-operations.ts";

/** The name of an operation of our API. */
export type OperationId = keyof Operations;

type Part<Id extends OperationId, Name extends string> =
  Operations[Id] extends Record<Name, infer Value> ? Value : never;
type Input<Shape> = Shape extends z.ZodType ? z.input<Shape> : never;
type Output<Shape> = Shape extends z.ZodType ? z.output<Shape> : never;
/** Query values are sent as text, so numbers are accepted too. */
type QueryValues<Query> = {
  [Name in keyof Query]: unknown extends Query[Name]
    ? string | number | undefined
    : Query[Name];
};

/** What the body of an operation may be. */
export type BodyOf<Id extends OperationId> = Input<Part<Id, "body">>;
/** What the query of an operation may be. */
export type QueryOf<Id extends OperationId> = QueryValues<
  Input<Part<Id, "query">>
>;
/** What an operation answers; nothing where it answers 204. */
export type AnswerOf<Id extends OperationId> = [Part<Id, "answer">] extends [
  never,
]
  ? undefined
  : Output<Part<Id, "answer">>;

type Optional<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : Record<never, never> extends Value
    ? { [Key in Name]?: Value }
    : { [Key in Name]: Value };
/** The values of the path's names, the query and the body, as far as the operation takes them. */
type InputOf<Id extends OperationId> = Record<
  Part<Id, "params"> & string,
  string
> &
  Optional<"query", QueryOf<Id>> &
  Optional<"body", BodyOf<Id>>;

type Arguments<Id extends OperationId> =
  Record<never, never> extends InputOf<Id>
    ? [input?: InputOf<Id>, options?: CallOptions]
    : [input: InputOf<Id>, options?: CallOptions];

interface CallOptions {
  /** Sent even if the page is left in the meantime. */
  keepalive?: boolean;
}

/** An error response of the API with a message for the user (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;

  constructor(
    status: number,
    code: string,
    detail: string,
    fields: Record<string, string>,
  ) {
    super(detail);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

interface ProblemBody {
  code?: string;
  detail?: string;
  errors?: { field: string; detail: string }[];
}

/**
 * Calls an operation of our API.
 * @throws {ApiProblem} with status 0 when the console cannot be reached
 */
export async function call<Id extends OperationId>(
  id: Id,
  ...[input, { keepalive } = {}]: Arguments<Id>
): Promise<AnswerOf<Id>> {
  const { method, path, body } = requestOf(id, input ?? {});
  const sendsBody = method === "POST" || method === "PUT" || body !== undefined;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      keepalive,
      headers: {
        ...(sendsBody ? { "content-type": "application/json" } : {}),
        ...(method === "POST" && !keepalive
          ? { "idempotency-key": idempotencyKey() }
          : {}),
      },
      body: sendsBody ? JSON.stringify(body ?? {}) : undefined,
    });
  } catch {
    throw new ApiProblem(0, "unreachable", "", {});
  }
  if (response.status === 204) return undefined as AnswerOf<Id>;
  const json: unknown = await response.json().catch(() => ({}));
  if (response.ok) return json as AnswerOf<Id>;
  throw problemOf(response.status, json as ProblemBody);
}

interface AnyInput {
  query?: object;
  body?: unknown;
  [name: string]: unknown;
}

function requestOf(
  id: OperationId,
  { query, body, ...params }: AnyInput,
): { method: string; path: string; body: unknown } {
  const [method = "", template = ""] = operations[id].split(" ");
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = queryText(query ?? {});
  return { method, path: search ? `${path}?${search}` : path, body };
}

/** The values of a query as an address has them, without those that are not given. */
export function queryText(query: object): string {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
}

function problemOf(status: number, body: ProblemBody): ApiProblem {
  const fields = Object.fromEntries(
    (body.errors ?? []).map(({ field, detail }) => [field, detail]),
  );
  return new ApiProblem(
    status,
    body.code ?? "internal",
    body.detail ?? "",
    fields,
  );
}

/** `crypto.randomUUID` is missing on plain http addresses other than localhost. */
function idempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
