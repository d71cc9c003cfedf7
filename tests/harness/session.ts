import { owner } from "./console.ts";

export interface Answer<Body> {
  status: number;
  body: Body;
}

/** A signed-in person's browser, as far as the API is concerned. */
export interface Session {
  cookie: string;
  get: <Body = Record<string, unknown>>(path: string) => Promise<Answer<Body>>;
  send: <Body = Record<string, unknown>>(
    method: "POST" | "PUT" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<Body>>;
}

/** Keeps the cookies of an answer. */
export function jar(response: Response, cookies: Map<string, string>): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    const [name = "", ...value] = pair.split("=");
    cookies.set(name, value.join("="));
  }
}

export interface StepAnswer {
  url: string;
  /** All cookies that the browser has afterwards. */
  cookie: string;
  signedIn: boolean;
}

type Step = "credentials" | "passkey" | "second-factor";

/**
 * A browser that walks through the sign-in of next-auth over HTTP.
 * @param cookie the cookies it starts with
 * @returns a function that takes one step with the cookies collected so far
 */
export async function openSignIn(
  origin: string,
  cookie = "",
): Promise<
  (step: Step, fields: Record<string, string>) => Promise<StepAnswer>
> {
  const cookies = new Map<string, string>(
    cookie
      .split("; ")
      .filter(Boolean)
      .map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return [name, value.join("=")];
      }),
  );
  const header = () =>
    [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const csrf = await fetch(`${origin}/api/auth/csrf`, {
    headers: { cookie: header() },
  });
  jar(csrf, cookies);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  return async (step, fields) => {
    const answer = await fetch(`${origin}/api/auth/callback/${step}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        cookie: header(),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ csrfToken, ...fields, json: "true" }),
    });
    jar(answer, cookies);
    const { url } = (await answer.json()) as { url: string };
    return {
      url,
      cookie: header(),
      signedIn: answer.headers
        .getSetCookie()
        .some((line) => line.startsWith("next-auth.session-token=")),
    };
  };
}

/** Takes one step of the sign-in. */
export async function takeStep(
  origin: string,
  step: Step,
  fields: Record<string, string>,
  cookie = "",
): Promise<StepAnswer> {
  return (await openSignIn(origin, cookie))(step, fields);
}

/** Signs in with e-mail and password over HTTP. @returns the answer of the callback and the cookies */
export async function tryToSignIn(
  origin: string,
  email: string,
  password: string,
  cookie = "",
): Promise<StepAnswer> {
  return takeStep(origin, "credentials", { email, password }, cookie);
}

export async function signIn(origin: string, person = owner): Promise<Session> {
  const { cookie, signedIn, url } = await tryToSignIn(
    origin,
    person.email,
    person.password,
  );
  if (!signedIn) throw new Error(`sign-in failed: ${url}`);
  return sessionOf(origin, cookie);
}

export function sessionOf(origin: string, cookie: string): Session {
  const call = async <Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<Body>> => {
    const json = method === "POST" || method === "PUT" || body !== undefined;
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: "manual",
      headers: {
        cookie,
        ...(json ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      ...(json ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text.startsWith("{") ? JSON.parse(text) : text) as Body,
    };
  };
  return {
    cookie,
    get: (path) => call("GET", path, undefined, {}),
    send: (method, path, body, headers = {}) =>
      call(method, path, body, headers),
  };
}
