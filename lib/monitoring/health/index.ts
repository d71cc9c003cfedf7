/** Whether this instance can serve requests, for monitoring. */

export { readiness } from "./readiness.ts";
