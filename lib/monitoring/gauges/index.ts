export { registerDatabaseGauges } from "./database-gauges.ts";
