import { subscribe } from "node:diagnostics_channel";
import { noteUpstream } from "./instruments.ts";

interface UpstreamCall {
  api: string;
  outcome: string;
  seconds: number;
}

/** Counts the calls that lib/wechat tells of: that room knows no other of ours, so it speaks to whom it may concern. */
export function watchUpstream(): void {
  subscribe("lingpai:wechat-call", (message) => {
    const { api, outcome, seconds } = message as UpstreamCall;
    noteUpstream(api, outcome, seconds);
  });
}
