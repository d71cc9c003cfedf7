/** Metrics that are read from the database when they are collected. */

export { registerDatabaseGauges } from "./database-gauges.ts";
