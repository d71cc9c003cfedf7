import { collectDefaultMetrics, Gauge, register } from "prom-client";
import { pool } from "#lib/base/db/index.ts";
import { watchUpstream } from "./watch-upstream.ts";

/** All metrics of this process, in the text format of Prometheus. */
export function metricsText(): Promise<string> {
  return register.metrics();
}

/** Starts the collectors that measure by observation. Called once per process, before it serves. */
export function startMetrics(): void {
  collectDefaultMetrics();
  watchUpstream();
  new Gauge({
    name: "lingpai_database_connections",
    help: "Connections of this process's pool by state, and who waits for one",
    labelNames: ["state"],
    collect() {
      const { totalCount, idleCount, waitingCount } = pool();
      this.set({ state: "used" }, totalCount - idleCount);
      this.set({ state: "idle" }, idleCount);
      this.set({ state: "waiting" }, waitingCount);
    },
  });
}
