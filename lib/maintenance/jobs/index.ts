/** What runs periodically. */

export { startJobs } from "./start-jobs.ts";
export { maintainStorage } from "./maintain-storage.ts";
