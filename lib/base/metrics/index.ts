export {
  noteCallbackOutcome,
  noteProcessed,
  noteRefresh,
} from "./instruments.ts";
export { metricsText, startMetrics } from "./metrics-text.ts";
