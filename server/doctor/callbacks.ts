import { request } from "undici";
import { env } from "#lib/base/env.ts";
import { activeComponentRow } from "#lib/credentials/platform/index.ts";
import { consoleMark, MARK_HEADER } from "#server/http/console-mark.ts";
import { type Check, type Finding, ok, warning, wrong } from "./finding.ts";
import { reasonOf } from "./reason.ts";

const PATIENCE_MS = 4_500;
const BODY_CHARACTERS = 200;

/** What PUBLIC_URL answers where WeChat pushes its events, as far as it can be seen from this machine. */
export const callbacks: Check = {
  name: "callbacks",
  needsDatabase: false,
  async look(database) {
    const { PUBLIC_URL } = env();
    const row = database ? await activeComponentRow() : null;
    // Any AppID is refused in the same way.
    const appid = row?.componentAppid ?? "wx0000000000000000";
    const url = `${PUBLIC_URL}/api/wechat/components/${appid}/events`;
    return [await ask(url), ...judgeOrigin(PUBLIC_URL)];
  },
};

async function ask(url: string): Promise<Finding> {
  try {
    const { statusCode, headers, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "text/xml" },
      body: "",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await body.text();
    return judgeAnswer(
      {
        status: statusCode,
        text: text.slice(0, BODY_CHARACTERS),
        location: first(headers["location"]),
        mark: first(headers[MARK_HEADER]),
      },
      consoleMark(),
    );
  } catch (error) {
    return judgeFailure(reasonOf(error), new URL(url).origin);
  }
}

const first = (header: string | string[] | undefined) =>
  Array.isArray(header) ? header[0] : header;

/** An empty push is refused by the console, in words that nobody else uses. */
export function judgeAnswer(
  answer: { status: number; text: string; location?: string; mark?: string },
  ownMark: string,
): Finding {
  const { status, text, location, mark } = answer;
  if (status === 403 && text === "refused") {
    if (mark === ownMark)
      return ok("PUBLIC_URL leads to this console's address for events");
    return mark === undefined
      ? warning(
          "PUBLIC_URL leads to a Lingpai, but it is not said to which",
          `let the proxy pass the header ${MARK_HEADER} on, and every instance run this version`,
        )
      : wrong(
          "PUBLIC_URL leads to another Lingpai, or to an instance whose SECRET_KEYS begin with another key",
          "point PUBLIC_URL or the proxy to this console, and give every instance the same SECRET_KEYS",
        );
  }
  if (status >= 300 && status < 400)
    return wrong(
      `PUBLIC_URL redirects (${status}) to ${location ?? "nowhere"}`,
      "WeChat follows no redirect: set PUBLIC_URL to the origin that answers itself, and let the proxy leave /api/wechat/ alone",
    );
  const [because, mend] = explainedStatus(status);
  return wrong(`PUBLIC_URL answers ${status}${because}`, mend);
}

function explainedStatus(status: number): [string, string] {
  if (status === 502 || status === 504)
    return [
      ": the proxy does not reach the console",
      "start the console, and let the proxy forward to its PORT",
    ];
  if (status === 503)
    return [
      ": the console can keep no callback now, or the proxy has no console",
      "see to the database and to the disk of DATA_DIR, and that the console runs",
    ];
  if (status === 401 || status === 403 || status === 429)
    return [
      ", and not in the console's words: something before it turns WeChat away",
      "let the proxy, its firewall and its sign-in leave /api/wechat/ to the console",
    ];
  return [
    ": another server answers, or the proxy does not forward this path",
    "let the proxy forward all paths to the console, unchanged, and check where PUBLIC_URL leads",
  ];
}

/** @param reason the system's code of what kept the answer away */
export function judgeFailure(reason: string, origin: string): Finding {
  const [because, mend] = explainedReason(reason);
  return wrong(`${origin} ${because} (${reason})`, mend);
}

function explainedReason(reason: string): [string, string] {
  switch (reason) {
    case "CERT_HAS_EXPIRED":
      return [
        "has a certificate that is over",
        "renew the proxy's certificate",
      ];
    case "CERT_NOT_YET_VALID":
      return [
        "has a certificate that is not valid yet",
        "see to the clocks, or wait",
      ];
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return [
        "has the certificate of another host",
        "give the proxy a certificate for this host",
      ];
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return [
        "has a certificate that its own maker signed",
        "get one of a public authority: WeChat trusts no other",
      ];
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return [
        "does not send the certificates between its own and a known authority",
        "let the proxy send the full chain",
      ];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return ["has no address", "mend its DNS entry, or PUBLIC_URL"];
    case "ECONNREFUSED":
      return [
        "takes no connections",
        "start the console and the proxy before it; WeChat calls ports 80 and 443 only",
      ];
    case "TimeoutError":
    case "UND_ERR_CONNECT_TIMEOUT":
      return [
        "does not answer in time",
        "see to firewall and route; where only this machine cannot reach its own public address, look from outside",
      ];
  }
  return /TLS|SSL|CERT|EPROTO/.test(reason)
    ? ["speaks no proper TLS", "see to the proxy's certificate and protocol"]
    : ["cannot be reached", "see to the proxy, DNS, firewall and route"];
}

/** What WeChat cannot use, however it answers from here. */
export function judgeOrigin(publicUrl: string): Finding[] {
  const { protocol, hostname, port } = new URL(publicUrl);
  const local = /^(localhost|.+\.localhost|127\..+|\[::1\])$/.test(hostname);
  if (local)
    return [
      warning(
        `PUBLIC_URL is ${publicUrl}, which only this machine can reach`,
        "set it to the https origin of the proxy before the console; for the sandbox it may stay",
      ),
    ];
  if (protocol === "http:")
    return [
      warning(
        `PUBLIC_URL is ${publicUrl}: sign-ins and tokens travel in the clear`,
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
