import {
  Counter,
  type CounterConfiguration,
  Histogram,
  type HistogramConfiguration,
  register,
} from "prom-client";

// Next.js bundles a copy of this module of its own; prom-client is outside the bundle, so its register is the process's.

function counter<Label extends string>(
  configuration: CounterConfiguration<Label>,
): Counter<Label> {
  const present = register.getSingleMetric(configuration.name);
  return present
    ? (present as Counter<Label>)
    : new Counter<Label>(configuration);
}

function histogram<Label extends string>(
  configuration: HistogramConfiguration<Label>,
): Histogram<Label> {
  const present = register.getSingleMetric(configuration.name);
  return present
    ? (present as Histogram<Label>)
    : new Histogram<Label>(configuration);
}

const callbacks = counter({
  name: "lingpai_callbacks_total",
  help: "Callbacks by channel, type and what became of them",
  labelNames: ["channel", "type", "outcome"],
});
const callbackSeconds = histogram({
  name: "lingpai_callback_seconds",
  help: "From a callback's arrival to its answer",
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});
const processed = counter({
  name: "lingpai_events_processed_total",
  help: "Events that were processed, by channel and outcome",
  labelNames: ["channel", "outcome"],
});
const refreshes = counter({
  name: "lingpai_token_refreshes_total",
  help: "Renewals of access tokens by kind and outcome",
  labelNames: ["kind", "outcome"],
});
const upstreamSeconds = histogram({
  name: "lingpai_upstream_seconds",
  help: "Calls to WeChat by API and outcome",
  labelNames: ["api", "outcome"],
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

/** Types of callbacks that stand in the statistics by their names: what others send must not make series without end. */
const TYPES = new Set([
  "component_verify_ticket",
  "authorized",
  "updateauthorized",
  "unauthorized",
  "text",
  "image",
  "voice",
  "video",
  "event",
  "subscribe",
  "unsubscribe",
  "SCAN",
  "CLICK",
  "VIEW",
  "subscribe_msg_popup_event",
  "subscribe_msg_change_event",
  "subscribe_msg_sent_event",
]);

/** Counts a callback and how long it took to be answered. */
export function countCallback(
  channel: string,
  type: string | null,
  outcome: string,
  seconds: number,
): void {
  const known = type === null ? "none" : TYPES.has(type) ? type : "other";
  callbacks.inc({ channel, type: known, outcome });
  callbackSeconds.observe(seconds);
}

/** Counts events that were processed. */
export function countProcessed(
  channel: string,
  outcome: "done" | "retry" | "parked",
  count = 1,
): void {
  processed.inc({ channel, outcome }, count);
}

/** Counts a renewal of a token. @param outcome `ok`, `overtaken`, or the key of the error */
export function countRefresh(
  kind: "platform" | "component" | "own",
  outcome: string,
): void {
  refreshes.inc({ kind, outcome });
}

/** Counts a call to WeChat. @param outcome `ok` or the key of the error */
export function countUpstream(
  api: string,
  outcome: string,
  seconds: number,
): void {
  upstreamSeconds.observe({ api, outcome }, seconds);
}
