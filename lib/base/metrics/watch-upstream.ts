import { subscribe } from "node:diagnostics_channel";
import { countUpstream } from "./instruments.ts";

interface UpstreamCall {
  api: string;
  outcome: string;
  seconds: number;
}

/** Counts the calls that lib/wechat publishes on a diagnostics channel, since lib/wechat imports no other module. */
export function watchUpstream(): void {
  subscribe("lingpai:wechat-call", (message) => {
    const { api, outcome, seconds } = message as UpstreamCall;
    countUpstream(api, outcome, seconds);
  });
}
