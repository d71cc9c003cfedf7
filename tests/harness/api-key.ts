import type { Scope } from "#lib/access/kinds.ts";
import type { Deployment } from "./deployment.ts";

/** What the API answered to a key. */
export interface KeyAnswer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

/** A system of the company's that calls the API. */
export interface KeyClient {
  id: string;
  key: string;
  call: <Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<KeyAnswer<Body>>;
  get: <Body = Record<string, unknown>>(
    path: string,
  ) => Promise<KeyAnswer<Body>>;
}

/** What a key can be made with. */
export interface KeyWish {
  name?: string;
  scopes: readonly Scope[];
  accounts?: string[] | null;
  allow?: string[];
  requestsPerMinute?: number;
  expiresAt?: string | null;
}

/** Makes a key as the owner does, and gives the system that has it. */
export async function makeKey(
  deployment: Deployment,
  wish: KeyWish,
): Promise<KeyClient> {
  await signInAgain(deployment);
  const { status, body } = await deployment.session.send<{
    id: string;
    key: string;
  }>("POST", "/api/v1/api-keys", {
    name: "CRM",
    accounts: null,
    expiresAt: null,
    ...wish,
  });
  if (status !== 201)
    throw new Error(`no key: ${status} ${JSON.stringify(body)}`);
  return clientOf(deployment, body);
}

/** The system that has a key. */
export function clientOf(
  deployment: Deployment,
  { id, key }: { id: string; key: string },
  origin = deployment.consoles[0]?.origin ?? "",
): KeyClient {
  const call: KeyClient["call"] = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const json = method === "POST" || method === "PUT" || body !== undefined;
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${key}`,
        ...(json ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      ...(json ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text.startsWith("{") ? JSON.parse(text) : text) as Body,
    };
  };
  return { id, key, call, get: (path) => call("GET", path) };
}

/** The owner has just proved to be themselves, by SQL: sign-in has tests of its own. */
export async function signInAgain(deployment: Deployment): Promise<void> {
  await deployment.sql.query("update sessions set authenticated_at = now()");
}

/** Status and code of an answer. */
export const code = async (
  answer: Promise<{ status: number; body: unknown }>,
): Promise<[number, string | undefined]> => {
  const { status, body } = await answer;
  return [status, (body as { code?: string }).code];
};
