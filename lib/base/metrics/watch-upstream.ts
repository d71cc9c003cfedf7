import { subscribe } from "node:diagnostics_channel";
import { countUpstream } from "./instruments.ts";

interface UpstreamCall {
  api: string;
  outcome: string;
  seconds: number;
}

/** Counts the calls that lib/wechat publishes on a channel: that module imports no other. */
export function watchUpstream(): void {
  subscribe("lingpai:wechat-call", (message) => {
    const { api, outcome, seconds } = message as UpstreamCall;
    countUpstream(api, outcome, seconds);
  });
}
