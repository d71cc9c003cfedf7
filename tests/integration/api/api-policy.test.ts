import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import pMap from "p-map";
import { type Role, roles, type Scope, scopes } from "#lib/access/kinds.ts";
import { type Action, ruleOf } from "#lib/access/policy.ts";
import { connect, sample } from "../../harness/accounts.ts";
import { clientOf, makeKey, signInAgain } from "../../harness/api-key.ts";
import { startDeployment, type Deployment } from "../../harness/deployment.ts";

/** An operation of the document that the console itself gives of its API. */
interface Operation {
  name: string;
  method: string;
  path: string;
  visitors: boolean;
  action: Action | null;
  hasBody: boolean;
  example: unknown;
}
type Asker = Parameters<typeof expected>[1];

/** What every signed-in person may do about themselves, and no key. */
const ABOUT_ONESELF = [
  "changeOwnPassword",
  "confirmIdentity",
  "endOtherSessions",
  "endOwnSession",
  "listOwnSessions",
];
/** What wants no sign-in: what may be done is in what is sent. */
const FOR_VISITORS = [
  "acceptInvitation",
  "askForReset",
  "beginPasskeySignIn",
  "completeSetup",
  "reportFollowed",
  "reportOpened",
  "reportProblem",
  "resetPassword",
];

let deployment: Deployment;
let origin: string;
let own: string;
let foreign: string;
/** A Mini Program, for what only those have. */
let program: string;
let operations: Operation[];
beforeAll(async () => {
  deployment = await startDeployment(inject("clusterUrl"));
  origin = deployment.consoles[0]?.origin ?? "";
  own = await connect(deployment, sample(deployment, "云杉咖啡"));
  foreign = await connect(deployment, sample(deployment, "青禾农场"));
  program = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  await deployment.sql.query("update account_tokens set renew_at = null");
  operations = await readOperations();
});
afterAll(() => deployment.close());

interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        "x-policy": { action: Action | null; visitors: boolean };
        requestBody?: {
          content: { "application/json": { example?: unknown } };
        };
      }
    >
  >;
}

async function readOperations(): Promise<Operation[]> {
  const { body } = await deployment.session.get<Document>(
    "/api/v1/openapi.json",
  );
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: operation.operationId,
      method: method.toUpperCase(),
      path,
      visitors: operation["x-policy"].visitors,
      action: operation["x-policy"].action,
      hasBody: operation.requestBody !== undefined,
      example: operation.requestBody?.content["application/json"].example,
    })),
  );
}

const addressOf = ({ path }: Operation, appid: string) =>
  `${origin}/api/v1${path
    .replace("{appid}", appid)
    .replaceAll(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000")}`;

/** The policy's answer to a caller of an operation. */
function expected(
  { path, visitors, action }: Operation,
  asker:
    | { kind: "visitor" }
    | { kind: "person"; role: Role }
    | { kind: "key"; scope: Scope; accounts: "all" | "own" },
  object: "own" | "foreign",
): "allowed" | "unauthenticated" | Refusal {
  if (visitors) return "allowed";
  if (asker.kind === "visitor") return "unauthenticated";
  if (action === null)
    return asker.kind === "person" ? "allowed" : "people_only";
  const { role, scope, ofAll } = ruleOf(action);
  if (asker.kind === "person")
    return roles.indexOf(asker.role) >= roles.indexOf(role)
      ? "allowed"
      : "forbidden";
  if (scope === null) return "people_only";
  if (scope !== "any" && scope !== asker.scope) return "scope_missing";
  if (asker.accounts === "all") return "allowed";
  if (ofAll) return "key_limited";
  return object === "foreign" && path.includes("{appid}")
    ? "account_unknown"
    : "allowed";
}
type Refusal =
  | "forbidden"
  | "people_only"
  | "scope_missing"
  | "key_limited"
  | "account_unknown";

const statusOf: Record<ReturnType<typeof expected>, number> = {
  // A query that no route takes: it is looked at only after the policy has been asked, and nothing is done.
  allowed: 400,
  unauthenticated: 401,
  forbidden: 403,
  people_only: 403,
  scope_missing: 403,
  key_limited: 403,
  account_unknown: 404,
};

async function ask(
  operation: Operation,
  headers: Record<string, string>,
  object: "own" | "foreign",
): Promise<{ status: number; code: string }> {
  const appid = object === "own" ? own : foreign;
  const sendsJson = operation.method === "POST" || operation.method === "PUT";
  const response = await fetch(`${addressOf(operation, appid)}?nothing=1`, {
    method: operation.method,
    headers: {
      ...headers,
      ...(sendsJson ? { "content-type": "application/json" } : {}),
    },
    ...(sendsJson ? { body: JSON.stringify(operation.example ?? {}) } : {}),
  });
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}

/** Asks for every operation, own and foreign. @returns what was not as the table says */
async function askForAll(
  asker: Asker,
  headers: Record<string, string>,
): Promise<string[]> {
  const questions = operations.flatMap((operation) =>
    (operation.path.includes("{appid}")
      ? (["own", "foreign"] as const)
      : (["own"] as const)
    ).map((object) => ({ operation, object })),
  );
  const answers = await pMap(
    questions,
    async ({ operation, object }) => {
      const wanted = expected(operation, asker, object);
      const { status, code } = await ask(operation, headers, object);
      const right =
        status === statusOf[wanted] &&
        code === (wanted === "allowed" ? "input_invalid" : wanted);
      return right
        ? []
        : [`${operation.name} (${object}): ${status} ${code}, not ${wanted}`];
    },
    { concurrency: 8 },
  );
  return answers.flat();
}

describe("every operation of the API", () => {
  test("each operation has its line in the policy's table", () => {
    expect(operations.length).toBeGreaterThan(80);
    const withoutLine = operations.filter(({ action }) => action === null);
    const names = (visitors: boolean) =>
      withoutLine
        .filter((operation) => operation.visitors === visitors)
        .map(({ name }) => name)
        .sort();
    expect(names(false)).toEqual(ABOUT_ONESELF);
    expect(names(true)).toEqual(FOR_VISITORS);
  });

  test("each operation is refused without a session", async () => {
    expect(await askForAll({ kind: "visitor" }, {})).toEqual([]);
  });

  test.for(roles)("a person as %s may do what the table says", async (role) => {
    await deployment.sql.query("update users set role = $1", [role]);
    try {
      expect(
        await askForAll(
          { kind: "person", role },
          { cookie: deployment.session.cookie },
        ),
      ).toEqual([]);
    } finally {
      await deployment.sql.query("update users set role = 'owner'");
    }
  });

  test.for(scopes)(
    "a key with %s may do what the table says",
    async (scope) => {
      for (const accounts of ["all", "own"] as const) {
        const { key } = await makeKey(deployment, {
          scopes: [scope],
          accounts: accounts === "all" ? null : [own],
        });
        expect(
          await askForAll(
            { kind: "key", scope, accounts },
            { authorization: `Bearer ${key}` },
          ),
          accounts,
        ).toEqual([]);
      }
    },
  );
});

/** Of the policy: what no operation may answer that the table allows, whatever else is wrong with the request. */
const refusals = ["forbidden", "people_only", "scope_missing", "key_limited"];

describe("the policy of the functions in lib", () => {
  /** Does an operation as its example says, to an account of the kind that has it. */
  const run = async (
    operation: Operation,
    headers: Record<string, string>,
  ): Promise<string> => {
    const { method, path, example } = operation;
    const sends = operation.hasBody || method === "POST" || method === "PUT";
    const appid = /mini-program|receipts|messages/.test(path) ? program : own;
    const response = await fetch(addressOf(operation, appid), {
      method,
      headers: {
        ...headers,
        ...(sends ? { "content-type": "application/json" } : {}),
      },
      ...(sends ? { body: JSON.stringify(example ?? {}) } : {}),
    });
    const text = await response.text();
    return text.startsWith("{")
      ? ((JSON.parse(text) as { code?: string }).code ?? "")
      : "";
  };

  test.for(roles)(
    "the functions are not stricter than the table for a person as %s, the lowest role allowed",
    async (role) => {
      await signInAgain(deployment);
      await deployment.sql.query("update users set role = $1", [role]);
      const wrong: string[] = [];
      for (const operation of operations) {
        const { action, name } = operation;
        if (action === null || ruleOf(action).role !== role) continue;
        const code = await run(operation, {
          cookie: deployment.session.cookie,
        });
        if (refusals.includes(code)) wrong.push(`${name}: ${code}`);
      }
      await deployment.sql.query("update users set role = 'owner'");
      expect(wrong).toEqual([]);
    },
  );

  test.for(scopes)(
    "the functions are not stricter than the table for a key that has only %s",
    async (scope) => {
      await deployment.sql.query("delete from user_properties");
      const { key } = await makeKey(deployment, { scopes: [scope] });
      const wrong: string[] = [];
      for (const operation of operations) {
        const { action, name } = operation;
        if (action === null || ruleOf(action).scope !== scope) continue;
        const code = await run(operation, { authorization: `Bearer ${key}` });
        if (refusals.includes(code)) wrong.push(`${name}: ${code}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test("answers to a limited key contain nothing of another account", async () => {
    const system = await makeKey(deployment, { scopes, accounts: [own] });
    const limited = clientOf(deployment, system);
    const leaks: string[] = [];
    for (const { method, path, name } of operations) {
      if (method !== "GET" || name === "readOpenApi") continue;
      for (const appid of path.includes("{appid}") ? [own, foreign] : [own]) {
        const address = addressOf({ path } as Operation, appid).slice(
          origin.length,
        );
        const query =
          name === "exportPermissionMatrix" ? "?type=official_account" : "";
        const { status, body } = await limited.get(`${address}${query}`);
        const text = JSON.stringify(body);
        if (text.includes(foreign) || text.includes("青禾农场"))
          leaks.push(`${name}: ${text.slice(0, 300)}`);
        if (appid === foreign && status !== 404 && status !== 403)
          leaks.push(`${name}: ${status}`);
      }
    }
    expect(leaks).toEqual([]);
  });
});
