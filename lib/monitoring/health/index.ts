/** Answers the probes of a load balancer. */

export { readiness } from "./readiness.ts";
