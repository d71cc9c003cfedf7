export { countCallback, countProcessed, countRefresh } from "./instruments.ts";
export { metricsText, startMetrics } from "./metrics-text.ts";
