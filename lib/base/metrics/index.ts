export { metricsText, startMetrics } from "./metrics-text.ts";
export { countCallback, countProcessed, countRefresh } from "./instruments.ts";
