/** Sends an alert when a problem begins and when it ends. */

export { watchProblems } from "./watch-problems.ts";
