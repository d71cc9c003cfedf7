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
  /** null where a key may not, or need not. */
  scope: Scope | "any" | null;
  role: Role;
  visitors: boolean;
  query: string | null;
  body: string | null;
  answer: string | null;
  /** A line for a shell; null where no key may. */
  curl: string | null;
}

export interface ReferenceGroup {
  group: OperationGroup;
  operations: ReferenceOperation[];
}

/** The variable of the shell that the lines of the reference take the key from. */
export const KEY_VARIABLE = "LINGPAI_API_KEY";

const order = Object.keys(
  messagesOf("zh-CN").reference.groups,
) as OperationGroup[];

/**
 * The reference of the API, in parts: what other systems come for stands first, as in the messages.
 * @param appid an account to show it with; null when there is none yet
 */
export function reference(
  routes: Routes,
  appid: string | null,
): ReferenceGroup[] {
  const groups = new Map<OperationGroup, ReferenceOperation[]>();
  for (const described of operationsOf(routes)) {
    const { group } = described.operation;
    groups.set(group, [...(groups.get(group) ?? []), shown(described, appid)]);
  }
  return order
    .filter((group) => groups.has(group))
    .map((group) => ({ group, operations: groups.get(group) ?? [] }));
}

function shown(described: Described, appid: string | null): ReferenceOperation {
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

/** What does the operation from a shell, with values in the place of the path's names. */
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
