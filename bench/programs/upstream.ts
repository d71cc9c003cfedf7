import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerParent } from "../harness/answer-parent.ts";

/** What the benchmark asks for: the port, or the counts since it last asked for them. */
export type Question = "port" | "count";

export interface Counted {
  /** Of api_authorizer_token. */
  calls: number;
  accounts: number;
  /** Milliseconds since the epoch. */
  firstAt: number;
  lastAnswerAt: number;
}

const { answerMs } = JSON.parse(process.argv[2] ?? "") as { answerMs: number };
const NAME = /^\/cgi-bin\/component\/(\w+)/;
const APPID = /"authorizer_appid":"(\w+)"/;
const COMPONENT_TOKEN = JSON.stringify({
  component_access_token: "bench".repeat(30),
  expires_in: 7200,
});

let calls = 0;
let firstAt = 0;
let lastAnswerAt = 0;
let accounts = new Set<string>();

function answerTo(url: string, body: string): string {
  const api = NAME.exec(url)?.[1];
  if (api === "api_component_token") return COMPONENT_TOKEN;
  const appid = APPID.exec(body)?.[1];
  if (api !== "api_authorizer_token" || appid === undefined)
    return '{"errcode":-1,"errmsg":"system error"}';
  firstAt ||= Date.now();
  calls += 1;
  accounts.add(appid);
  return JSON.stringify({
    authorizer_access_token: `${appid}_${calls}_${"kGx7".repeat(36)}`,
    expires_in: 7200,
    authorizer_refresh_token: `refreshtoken@@@${appid}${"kGx7".repeat(8)}`,
  });
}

const server = createServer(
  { keepAliveTimeout: 60_000 },
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = answerTo(
        request.url ?? "",
        Buffer.concat(chunks).toString("latin1"),
      );
      setTimeout(() => {
        lastAnswerAt = Date.now();
        response.writeHead(200, {
          "content-type": "application/json",
          "content-length": answer.length,
        });
        response.end(answer);
      }, answerMs);
    });
  },
);

function count(): Counted {
  const counted = { calls, accounts: accounts.size, firstAt, lastAnswerAt };
  calls = firstAt = 0;
  accounts = new Set();
  return counted;
}

server.listen(0, "127.0.0.1", () =>
  answerParent((question: Question) =>
    question === "port" ? (server.address() as AddressInfo).port : count(),
  ),
);
