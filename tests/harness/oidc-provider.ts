import {
  createHash,
  generateKeyPairSync,
  randomBytes,
  sign,
} from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { jar } from "./session.ts";

export const CLIENT = { id: "lingpai", secret: "secret-of-the-client" };

/** A single sign-on provider (OpenID Connect Core 1.0) that signs every visitor in as the person chosen by the test. */
export interface OidcProvider {
  issuer: string;
  /** Claims of the person who signs in. */
  person: Record<string, unknown>;
  /** Claims that only the user info holds. */
  userInfo: Record<string, unknown>;
  /** Changes an ID token before it is signed, or its signature after that. */
  tamper: {
    claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
    token?: (token: string) => string;
  };
  /** Parameters of what people were sent here with. */
  asked: URLSearchParams[];
  close: () => void;
}

/** What a code was given for. */
interface Grant {
  challenge: string;
  nonce: string;
  redirectUri: string;
}

const base64url = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString("base64url");

/** Starts a provider on a port of its own. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
  });
  const grants = new Map<string, Grant>();
  const provider: OidcProvider = {
    issuer: "",
    person: {},
    userInfo: {},
    tamper: {},
    asked: [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };

  const idToken = (nonce: string) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: provider.issuer,
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce,
      ...provider.person,
    };
    const body = `${base64url({ alg: "RS256", kid: "test" })}.${base64url(provider.tamper.claims?.(claims) ?? claims)}`;
    const signature = sign("sha256", Buffer.from(body), privateKey);
    const token = `${body}.${signature.toString("base64url")}`;
    return provider.tamper.token?.(token) ?? token;
  };

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    provider.asked.push(query);
    const code = randomBytes(16).toString("hex");
    const redirectUri = query.get("redirect_uri") ?? "";
    grants.set(code, {
      challenge: query.get("code_challenge") ?? "",
      nonce: query.get("nonce") ?? "",
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", query.get("state") ?? "");
    response.writeHead(302, { location: back.href }).end();
  };

  const exchange = async (
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const client = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString("base64")}`;
    if (
      !grant ||
      grant.challenge !== challenge ||
      grant.redirectUri !== form.get("redirect_uri") ||
      request.headers.authorization !== client
    )
      return json(response, { error: "invalid_grant" }, 400);
    json(response, {
      access_token: "access",
      token_type: "Bearer",
      id_token: idToken(grant.nonce),
    });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", provider.issuer);
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json(response, {
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorize`,
          token_endpoint: `${provider.issuer}/token`,
          userinfo_endpoint: `${provider.issuer}/userinfo`,
          jwks_uri: `${provider.issuer}/jwks`,
          response_types_supported: ["code"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/jwks":
        return json(response, {
          keys: [
            { ...publicKey.export({ format: "jwk" }), kid: "test", use: "sig" },
          ],
        });
      case "/authorize":
        return authorize(url.searchParams, response);
      case "/token":
        return void exchange(request, response);
      case "/userinfo":
        return json(response, {
          sub: provider.person["sub"],
          ...provider.userInfo,
        });
      default:
        return json(response, {}, 404);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  provider.issuer = `http://127.0.0.1:${port}`;
  return provider;
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify(body));
}

/**
 * Goes through single sign-on as a browser would.
 * @param options.cookie of a session that the browser has already
 * @param options.onTheWay changes the address that the provider sends the browser back to
 * @returns where it ends, and the cookies
 */
export async function signInBySso(
  origin: string,
  options: { cookie?: string; onTheWay?: (back: URL) => void } = {},
): Promise<{ location: string; cookie: string; signedIn: boolean }> {
  const cookies = new Map(
    (options.cookie ?? "")
      .split("; ")
      .filter(Boolean)
      .map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return [name, value.join("=")] as const;
      }),
  );
  const before = cookies.get("next-auth.session-token");
  const header = () =>
    [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const csrf = await fetch(`${origin}/api/auth/csrf`, {
    headers: { cookie: header() },
  });
  jar(csrf, cookies);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const leaving = await fetch(`${origin}/api/auth/signin/oidc`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: header() },
    body: new URLSearchParams({
      csrfToken,
      callbackUrl: `${origin}/accounts`,
      json: "true",
    }),
  });
  jar(leaving, cookies);
  const { url } = (await leaving.json()) as { url: string };
  const there = await fetch(url, { redirect: "manual" });
  const back = new URL(there.headers.get("location") ?? origin);
  options.onTheWay?.(back);
  const answer = await fetch(back, {
    redirect: "manual",
    headers: { cookie: header() },
  });
  jar(answer, cookies);
  return {
    location: answer.headers.get("location") ?? "",
    cookie: header(),
    signedIn:
      cookies.has("next-auth.session-token") &&
      cookies.get("next-auth.session-token") !== before,
  };
}
