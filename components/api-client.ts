/** A refusal of our API, with a sentence for the reader (RFC 9457). */
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
 * Calls our own API.
 * @throws {ApiProblem} with status 0 when the console cannot be reached
 */
export async function api<Answer>(
  path: string,
  options: {
    method?: "GET" | "POST" | "PUT" | "DELETE";
    body?: unknown;
    keepalive?: boolean;
  } = {},
): Promise<Answer> {
  const method = options.method ?? "GET";
  const sendsBody =
    method === "POST" || method === "PUT" || options.body !== undefined;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      keepalive: options.keepalive,
      headers: {
        ...(sendsBody ? { "content-type": "application/json" } : {}),
        ...(method === "POST" && !options.keepalive
          ? { "idempotency-key": idempotencyKey() }
          : {}),
      },
      body: sendsBody ? JSON.stringify(options.body ?? {}) : undefined,
    });
  } catch {
    throw new ApiProblem(0, "unreachable", "", {});
  }
  if (response.status === 204) return undefined as Answer;
  const json: unknown = await response.json().catch(() => ({}));
  if (response.ok) return json as Answer;
  const problem = json as ProblemBody;
  const fields = Object.fromEntries(
    (problem.errors ?? []).map(({ field, detail }) => [field, detail]),
  );
  throw new ApiProblem(
    response.status,
    problem.code ?? "internal",
    problem.detail ?? "",
    fields,
  );
}

/** `crypto.randomUUID` is missing on plain http addresses other than localhost. */
function idempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
