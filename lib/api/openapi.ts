import { roles, ruleOf } from "#lib/access/index.ts";
import { secureCookies } from "#lib/identity/sessions/index.ts";
import { env } from "#lib/base/env.ts";
import { messagesOf } from "#lib/base/i18n/index.ts";
import { type JsonSchema, schemaOf, type Shapes } from "./json-schema.ts";
import type { DescribedHandler, Description } from "./operation.ts";
import { requestLocale } from "./problem.ts";
import { problemShape } from "./problem-shape.ts";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Every route of the API by its path, with parameters as `{name}`. */
export type Routes = Record<string, Partial<Record<Method, DescribedHandler>>>;

/** One operation of the API with its description. */
export interface Described extends Omit<Description, "operation"> {
  path: string;
  method: Method;
  operation: NonNullable<Description["operation"]>;
}

/** The operations of the API in the order of their paths, without undeclared ones. */
export function operationsOf(routes: Routes): Described[] {
  const byPath = Object.entries(routes).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return byPath.flatMap(([path, handlers]) =>
    methods.flatMap((method) => {
      const description = handlers[method]?.description;
      if (!description?.operation) return [];
      const { operation } = description;
      return [{ ...description, operation, path, method }];
    }),
  );
}

type Part = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of the API, generated from the schemas that validate the requests. Its texts are in the
 * language of the request.
 */
export function openApiDocument(routes: Routes, request: Request): Part {
  const { reference } = messagesOf(requestLocale(request));
  const shapes: Shapes = {};
  const paths: Record<string, Part> = {};
  for (const described of operationsOf(routes)) {
    const { path, method, operation } = described;
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: operation.id,
        summary: reference.operations[operation.id],
        tags: [operation.group],
        security: securityOf(described),
        "x-policy": policyOf(described),
        parameters: parametersOf(described),
        ...bodyOf(described),
        responses: responsesOf(described, shapes),
      },
    };
  }
  const problem = schemaOf(problemShape, shapes);
  return {
    openapi: "3.1.1",
    info: {
      title: reference.document.title,
      description: reference.document.description,
      version: "1",
    },
    servers: [{ url: `${env().PUBLIC_URL}/api/v1` }],
    tags: Object.entries(reference.groups).map(([name, description]) => ({
      name,
      description,
    })),
    paths,
    components: {
      schemas: shapes,
      responses: {
        Problem: {
          description: reference.document.problem,
          content: { "application/problem+json": { schema: problem } },
        },
      },
      headers: rateLimitHeaders,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", bearerFormat: "lp_…" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`,
        },
      },
    },
  };
}

const rateLimitHeaders = {
  "RateLimit-Policy": { schema: { type: "string" } },
  RateLimit: { schema: { type: "string" } },
};

/** Who may call an operation, by the policy: for readers, and for the test that calls every operation. */
export function policyOf({
  access,
  operation: { action },
}: Pick<Described, "access" | "operation">) {
  if (access === "visitor" || action === null)
    return {
      action,
      visitors: access === "visitor",
      role: roles[0],
      scope: null,
      ofAll: false,
    };
  return { action, visitors: false, ...ruleOf(action) };
}

function securityOf(described: Described): Part[] {
  const { visitors, scope } = policyOf(described);
  if (visitors) return [];
  const session = { session: [] };
  if (scope === null) return [session];
  return [{ apiKey: scope === "any" ? [] : [scope] }, session];
}

/** The names of a path's parameters. */
export const pathNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

function parametersOf({ path, method, query }: Described): Part[] {
  const inPath = pathNames(path).map((name) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const shape: JsonSchema = query ? schemaOf(query) : {};
  const { properties = {}, required = [] } = shape;
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
  const header = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string", maxLength: 200 },
  };
  return [...inPath, ...inQuery, ...(method === "POST" ? [header] : [])];
}

function bodyOf({ body, operation }: Described): Part {
  if (!body) return {};
  const example = operation.example?.body;
  return {
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: schemaOf(body),
          ...(example === undefined ? {} : { example }),
        },
      },
    },
  };
}

function responsesOf(described: Described, shapes: Shapes): Part {
  const { answer, status, types } = described;
  const schema = answer ? schemaOf(answer, shapes) : {};
  const content = Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type.startsWith("text/") ? { type: "string" } : schema },
    ]),
  );
  const headers =
    policyOf(described).scope === null
      ? {}
      : {
          headers: Object.fromEntries(
            Object.keys(rateLimitHeaders).map((name) => [
              name,
              { $ref: `#/components/headers/${name}` },
            ]),
          ),
        };
  return {
    [status]: {
      description: status === 204 ? "No Content" : "OK",
      ...headers,
      ...(status === 204 ? {} : { content }),
    },
    default: { $ref: "#/components/responses/Problem" },
  };
}
