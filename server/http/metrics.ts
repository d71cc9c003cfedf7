import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { env } from "#lib/base/env.ts";
import type { Modules } from "../next-bundle.ts";

/** Answers `GET /metrics` for programs on this machine and for those that send METRICS_TOKEN. */
export async function answerMetrics(
  metrics: Modules["metrics"],
  request: IncomingMessage,
) {
  if (!mayRead(request))
    return { status: 403, body: "refused", type: "text/plain" };
  return {
    status: 200,
    body: await metrics.metricsText(),
    type: "text/plain; version=0.0.4; charset=utf-8",
  };
}

function mayRead(request: IncomingMessage): boolean {
  const token = env().METRICS_TOKEN;
  const sent = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (token !== undefined && sent !== undefined) return isEqual(sent, token);
  // A request through a proxy on this machine comes from elsewhere.
  const forwarded = request.headers["x-forwarded-for"] !== undefined;
  return !forwarded && isLoopback(request.socket.remoteAddress ?? "");
}

function isLoopback(address: string): boolean {
  return (
    ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback"
  );
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
