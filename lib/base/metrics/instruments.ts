import {
  Counter,
  type CounterConfiguration,
  Histogram,
  type HistogramConfiguration,
  register,
} from "prom-client";

// Next.js bundles a second copy of this module; prom-client is not bundled, so both copies share its registry.

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

/** Callback types with a label of their own; arbitrary types from outside must not create an unbounded number of series. */
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

/** Counts a callback and the seconds until its answer. */
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
