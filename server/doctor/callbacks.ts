import { request } from "undici";
import { env } from "#lib/base/env.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { consoleMark, CONSOLE_MARK_HEADER } from "#server/http/console-mark.ts";
import { type Check, type Finding, ok, warning, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

const TIMEOUT_MS = 4_500;
const BODY_CHARACTERS = 200;

/** What PUBLIC_URL answers at the address of WeChat's events, as seen from this machine. */
export const callbacks: Check = {
  name: "callbacks",
  needsDatabase: false,
  async run(database) {
    const { PUBLIC_URL } = env();
    const row = database ? await activeComponentRow() : null;
    // The answer is the same for every AppID.
    const appid = row?.componentAppid ?? "wx0000000000000000";
    const url = `${PUBLIC_URL}/api/wechat/components/${appid}/events`;
    return [await ask(url), ...assessOrigin(PUBLIC_URL)];
  },
};

async function ask(url: string): Promise<Finding> {
  try {
    const { statusCode, headers, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "text/xml" },
      body: "",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await body.text();
    return assessAnswer(
      {
        status: statusCode,
        text: text.slice(0, BODY_CHARACTERS),
        location: first(headers["location"]),
        mark: first(headers[CONSOLE_MARK_HEADER]),
      },
      consoleMark(),
    );
  } catch (error) {
    return assessFailure(reasonOf(error), new URL(url).origin);
  }
}

const first = (header: string | string[] | undefined) =>
  Array.isArray(header) ? header[0] : header;

/** Assesses the answer to an empty push, which this console refuses with `refused` and its own header. */
export function assessAnswer(
  answer: { status: number; text: string; location?: string; mark?: string },
  expectedMark: string,
): Finding {
  const { status, text, location, mark } = answer;
  if (status === 403 && text === "refused") {
    if (mark === expectedMark)
      return ok("PUBLIC_URL leads to this console's address for events");
    return mark === undefined
      ? warning(
          "PUBLIC_URL leads to a Lingpai, but which one is unknown",
          `let the proxy forward the header ${CONSOLE_MARK_HEADER}, and run this version on every instance`,
        )
      : wrong(
          "PUBLIC_URL leads to another Lingpai, or to an instance whose SECRET_KEYS begin with another key",
          "point PUBLIC_URL or the proxy to this console, and give every instance the same SECRET_KEYS",
        );
  }
  if (status >= 300 && status < 400)
    return wrong(
      `PUBLIC_URL redirects (${status}) to ${location ?? "nowhere"}`,
      "WeChat follows no redirect: set PUBLIC_URL to the origin that answers without a redirect, and let the proxy forward /api/wechat/ unchanged",
    );
  const [because, fix] = explainedStatus(status);
  return wrong(`PUBLIC_URL answers ${status}${because}`, fix);
}

function explainedStatus(status: number): [string, string] {
  if (status === 502 || status === 504)
    return [
      ": the proxy does not reach the console",
      "start the console, and let the proxy forward to its PORT",
    ];
  if (status === 503)
    return [
      ": the console cannot store callbacks now, or the proxy reaches no console",
      "check the database and the disk of DATA_DIR, and that the console runs",
    ];
  if (status === 401 || status === 403 || status === 429)
    return [
      ", which is not the console's answer: something before it rejects WeChat",
      "let the proxy, its firewall and its sign-in pass /api/wechat/ to the console",
    ];
  return [
    ": another server answers, or the proxy does not forward this path",
    "let the proxy forward all paths to the console, unchanged, and check where PUBLIC_URL leads",
  ];
}

/** @param reason the system's code of the failure */
export function assessFailure(reason: string, origin: string): Finding {
  const [because, fix] = explainedReason(reason);
  return wrong(`${origin} ${because} (${reason})`, fix);
}

function explainedReason(reason: string): [string, string] {
  switch (reason) {
    case "CERT_HAS_EXPIRED":
      return ["has an expired certificate", "renew the proxy's certificate"];
    case "CERT_NOT_YET_VALID":
      return [
        "has a certificate that is not valid yet",
        "check the clocks, or wait",
      ];
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return [
        "has the certificate of another host",
        "give the proxy a certificate for this host",
      ];
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return [
        "has a self-signed certificate",
        "get one from a public authority: WeChat trusts no other",
      ];
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return [
        "does not send the intermediate certificates",
        "let the proxy send the full chain",
      ];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return ["has no address", "fix its DNS entry, or PUBLIC_URL"];
    case "ECONNREFUSED":
      return [
        "refuses connections",
        "start the console and its proxy; WeChat calls ports 80 and 443 only",
      ];
    case "TimeoutError":
    case "UND_ERR_CONNECT_TIMEOUT":
      return [
        "does not answer in time",
        "check firewall and route; if only this machine cannot reach its own public address, test from outside",
      ];
  }
  return /TLS|SSL|CERT|EPROTO/.test(reason)
    ? ["speaks no valid TLS", "check the proxy's certificate and protocol"]
    : ["cannot be reached", "check the proxy, DNS, firewall and route"];
}

/** Warns of an origin that WeChat cannot use even if it answers here. */
export function assessOrigin(publicUrl: string): Finding[] {
  const { protocol, hostname, port } = new URL(publicUrl);
  const local = /^(localhost|.+\.localhost|127\..+|\[::1\])$/.test(hostname);
  if (local)
    return [
      warning(
        `PUBLIC_URL is ${publicUrl}, which only this machine can reach`,
        "set it to the https origin of the console's proxy; for the sandbox it may stay",
      ),
    ];
  if (protocol === "http:")
    return [
      warning(
        `PUBLIC_URL is ${publicUrl}: sign-ins and tokens are sent unencrypted`,
        "put the console behind TLS and set PUBLIC_URL to https://…",
      ),
    ];
  return port === ""
    ? []
    : [
        warning(
          `PUBLIC_URL has the port ${port}`,
          "WeChat calls ports 80 and 443 only: let the proxy listen there",
        ),
      ];
}
