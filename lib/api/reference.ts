import type { Role, Scope } from "#lib/access/index.ts";
import { env } from "#lib/base/env.ts";
import { messagesOf } from "#lib/base/i18n/index.ts";
import { schemaOf } from "./json-schema.ts";
import type { OperationGroup, OperationId } from "./operation.ts";
import {
  type Described,
  type Method,
  operationsOf,
  pathNames,
  policyOf,
  type Routes,
} from "./openapi.ts";
import { shapeText } from "./shape-text.ts";

/** One operation as the reference shows it. */
export interface ReferenceOperation {
  id: OperationId;
  method: Method;
  path: string;
  /** null when keys may not call it, or need no scope. */
  scope: Scope | "any" | null;
  role: Role;
  visitors: boolean;
  query: string | null;
  body: string | null;
  answer: string | null;
  /** A curl command; null when keys may not call it. */
  curl: string | null;
}

export interface ReferenceGroup {
  group: OperationGroup;
  operations: ReferenceOperation[];
}

/** The shell variable that contains the key in the reference's commands. */
export const KEY_VARIABLE = "LINGPAI_API_KEY";

const order = Object.keys(
  messagesOf("zh-CN").reference.groups,
) as OperationGroup[];

/**
 * The reference of the API, in groups, in the order of the messages: what other systems need most comes first.
 * @param appid an account for the examples; null when there is none yet
 */
export function reference(
  routes: Routes,
  appid: string | null,
): ReferenceGroup[] {
  const groups = new Map<OperationGroup, ReferenceOperation[]>();
  for (const described of operationsOf(routes)) {
    const { group } = described.operation;
    groups.set(group, [
      ...(groups.get(group) ?? []),
      referenceOperation(described, appid),
    ]);
  }
  return order
    .filter((group) => groups.has(group))
    .map((group) => ({ group, operations: groups.get(group) ?? [] }));
}

function referenceOperation(
  described: Described,
  appid: string | null,
): ReferenceOperation {
  const { operation, method, path, query, body, answer } = described;
  const { scope, role, visitors } = policyOf(described);
  return {
    id: operation.id,
    method,
    path,
    scope,
    role,
    visitors,
    query: query && shapeText(schemaOf(query)),
    body: body && shapeText(schemaOf(body)),
    answer: answer && shapeText(schemaOf(answer)),
    curl: scope === null ? null : curlLine(described, appid),
  };
}

/** A curl command that calls the operation, with example values for the path parameters. */
function curlLine(
  { method, path, body, operation }: Described,
  appid: string | null,
): string {
  const filled = pathNames(path).reduce(
    (text, name) =>
      text.replace(
        `{${name}}`,
        name === "appid" && appid !== null ? appid : name.toUpperCase(),
      ),
    path,
  );
  const query = new URLSearchParams(operation.example?.query).toString();
  const url = `${env().PUBLIC_URL}/api/v1${filled}${query && `?${query}`}`;
  const sendsJson = method === "POST" || method === "PUT";
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}'${url}'`,
    `-H "Authorization: Bearer $${KEY_VARIABLE}"`,
    ...(sendsJson
      ? [
          `-H 'Content-Type: application/json'`,
          `-d ${quoted(JSON.stringify(body ? (operation.example?.body ?? {}) : {}))}`,
        ]
      : []),
  ].join(" \\\n  ");
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
