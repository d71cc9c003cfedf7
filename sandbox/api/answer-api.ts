import { z } from "zod";
import { accountEndpoints } from "./account-endpoints.ts";
import { accountPaths } from "./account-paths.ts";
import { answerAccountCall, quotaPaths } from "./answer-account-call.ts";
import type { ApiCall, Endpoint } from "./call.ts";
import { optionEndpoints } from "./option-endpoints.ts";
import { Refusal } from "./refusal.ts";
import { stableToken } from "./stable-token.ts";
import { tokenEndpoints } from "./token-endpoints.ts";

const STABLE_TOKEN = "/cgi-bin/stable_token";

const componentEndpoints: Record<string, Endpoint> = {
  ...tokenEndpoints,
  ...accountEndpoints,
  ...optionEndpoints,
};

/** Whether a path belongs to the simulated API. */
export function isApiPath(path: string): boolean {
  return (
    path.startsWith("/cgi-bin/component/") ||
    path === STABLE_TOKEN ||
    Object.hasOwn(accountPaths, path) ||
    Object.hasOwn(quotaPaths, path)
  );
}

/**
 * Answers one API call as WeChat would.
 * @throws {Refusal}
 */
export function answerApi(
  path: string,
  method: string,
  rawBody: string,
  call: Omit<ApiCall, "body">,
  caller: string,
): object {
  const component = path.startsWith("/cgi-bin/component/");
  const { whitelist } = call.simulation.scenario;
  if (component && whitelist && !whitelist.includes(caller))
    throw new Refusal(
      61004,
      `access clientip is not registered request ip: ${caller}`,
    );
  if (component && method !== "POST")
    throw new Refusal(43002, "require POST method");
  if (component && rawBody.trim() === "")
    throw new Refusal(44002, "empty post data");
  const body = parseBody(rawBody);
  const endpoint = component
    ? componentEndpoints[path.slice("/cgi-bin/component/".length)]
    : undefined;
  if (component && !endpoint) throw new Refusal(40066, "invalid url");
  if (path === STABLE_TOKEN) return stableToken(call.simulation, body);
  return endpoint
    ? endpoint({ ...call, body })
    : answerAccountCall(path, { ...call, body });
}

function parseBody(raw: string): Record<string, unknown> {
  if (raw.trim() === "") return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(raw));
  } catch {
    throw new Refusal(47001, "data format error");
  }
}
